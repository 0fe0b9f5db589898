/**
 * `npm run e2e [-- arguments for Playwright]`: the journeys in the browser; with `--project=electron` in the desktop
 * window, on a virtual screen.
 */

import { inPackage, runNode } from './run.ts';
import { runInWindow } from './window-tests/run-in-window.ts';

const args = [inPackage('@playwright', 'test', 'cli.js'), 'test', ...process.argv.slice(2)] as const;
const inWindow = args.some((argument) => /^(--project=)?electron$/.test(argument));
process.exitCode = inWindow ? await runInWindow(args, process.env) : await runNode(args[0], args.slice(1));
