/**
 * `npm run e2e [-- arguments for Playwright]`: the journeys in the browser; with `--project=electron` in the desktop
 * window, on a virtual screen; with `--project=pictures`, as `npm run pictures`, the pictures in docs.
 */

import { inPackage, runNode } from './run.ts';
import { runInWindow } from './window-tests/run-in-window.ts';

const args = [inPackage('@playwright', 'test', 'cli.js'), 'test', ...process.argv.slice(2)] as const;
const asks = (project: string) => args.some((argument) => [project, `--project=${project}`].includes(argument));
if (asks('pictures')) process.env.GATESCOPE_PICTURES = 'docs';
process.exitCode = asks('electron') ? await runInWindow(args, process.env) : await runNode(args[0], args.slice(1));
