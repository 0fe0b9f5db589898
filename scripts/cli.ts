/** `npm run cli -- <command>`: the command line of the present source. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from './build-if-stale.ts';
import { root } from './run.ts';

try {
  await buildIfStale();
  // In this process, whose arguments are the command's.
  await import(pathToFileURL(join(root, 'out', 'main', 'cli.js')).href);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
