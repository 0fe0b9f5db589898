/** Before `npm pack`: the package holds the built app, of the present source. */

import { buildIfStale } from './build-if-stale.ts';

try {
  await buildIfStale();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
