/** Before `npm pack`: builds the present source, since the package holds the built app. */

import { buildIfStale } from './build-if-stale.ts';

try {
  await buildIfStale();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
