/**
 * `npm start`: builds what is stale and opens the desktop window, or serves the same app to the browser where there can
 * be no window. `-- --web` asks for the browser, on `--port N` if given; `--no-open` only prints the address.
 * `--choose-kernels` tries the kernels again.
 */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseAnewName, chooseAnewOption } from '../src/cli/start/arguments.ts';
import { buildIfStale } from './build-if-stale.ts';
import { getElectron, whyNotOpened, whyNoWindow } from './electron.ts';
import { root, run, runNode } from './run.ts';

const usage = `Usage: npm start [-- [${chooseAnewOption}] [--web [--port N] [--no-open]]]`;

type Choice = {
  readonly web: boolean;
  readonly port: string | undefined;
  readonly opens: boolean;
  readonly anew: readonly string[];
};

function parseChoice(): Choice | null {
  try {
    const flag = { type: 'boolean' } as const;
    const options = { web: flag, port: { type: 'string' }, open: flag, [chooseAnewName]: flag } as const;
    const { web, port, open = true, [chooseAnewName]: anew } = parseArgs({ options, allowNegative: true }).values;
    return { web: web ?? port !== undefined, port, opens: open, anew: anew === true ? [chooseAnewOption] : [] };
  } catch {
    return null;
  }
}

/** Opens the window and resolves with the app's exit code, or with the reason why there can be no window. */
async function openWindow(args: readonly string[]): Promise<number | string> {
  const { platform, env } = process;
  const obstacle = whyNoWindow(platform, env, process.getuid?.() === 0);
  if (obstacle !== undefined) return obstacle;
  const electron = await getElectron();
  if (electron === undefined) return "Electron's binary cannot be downloaded";
  const exitCode = await run(electron, [root, ...args]);
  return whyNotOpened(platform, exitCode) ?? exitCode;
}

async function start({ web, port, opens, anew }: Choice): Promise<number> {
  await buildIfStale();
  if (!web) {
    const opened = await openWindow(anew);
    if (typeof opened === 'number') return opened;
    console.error(`No desktop window (${opened}): serving Gatescope to your browser instead.`);
  }
  const portArguments = port === undefined ? [] : ['--port', port];
  console.error('Starting the engine …');
  return runNode(join(root, 'out', 'main', 'cli.js'), [
    'serve',
    ...anew,
    ...portArguments,
    ...(opens ? ['--open'] : []),
  ]);
}

const choice = parseChoice();
if (choice) {
  try {
    process.exitCode = await start(choice);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
} else {
  console.error(usage);
  process.exitCode = 2;
}
