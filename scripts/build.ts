/** `npm run build`: builds `out/`, stale or not. */

import { build } from './build-if-stale.ts';

try {
  await build();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
