/** `npm run cli -- <command>`: the command line of the present source. */

import { join } from 'node:path';
import { buildIfStale } from './build-if-stale.ts';
import { root, runNode } from './run.ts';

try {
  await buildIfStale();
  process.exitCode = await runNode(join(root, 'out', 'main', 'cli.js'), process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
