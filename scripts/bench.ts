/**
 * `npm run bench`: `gatescope bench` of the present source, with the app in its real window as a further contestant.
 */

import { join } from 'node:path';
import { inPackage, root, runNode } from './run.ts';

const [tsx, contestant] = [inPackage('tsx', 'dist', 'cli.mjs'), join(root, 'bench', 'window-contestant.ts')];
process.env.GATESCOPE_WINDOW_CONTESTANT = JSON.stringify([process.execPath, tsx, contestant]);
process.exitCode = await runNode(join(import.meta.dirname, 'cli.js'), ['bench', ...process.argv.slice(2)]);
