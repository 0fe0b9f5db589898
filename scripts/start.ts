/**
 * `npm start`: builds what is stale and opens the desktop window, or serves the same app to the browser where there can be
 * no window. `-- --web` asks for the browser, on `--port N` if given.
 */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from './build-if-stale.ts';
import { getElectron, whyNoWindow } from './electron.ts';
import { root, run, runNode } from './run.ts';

const usage = 'Usage: npm start [-- --web [--port N]]';

type Choice = { readonly web: boolean; readonly port: string | undefined };

function parseChoice(): Choice | null {
  try {
    const { values } = parseArgs({ options: { web: { type: 'boolean' }, port: { type: 'string' } } });
    return { web: values.web ?? values.port !== undefined, port: values.port };
  } catch {
    return null;
  }
}

/** Opens the window and answers with the app's exit code; or says in one line why not, and answers null. */
async function openWindow(): Promise<number | null> {
  const reason = whyNoWindow(process.platform, process.env, process.getuid?.() === 0);
  const electron = reason === undefined ? await getElectron() : undefined;
  if (electron !== undefined) return run(electron, [root]);
  const why = reason ?? "Electron's binary cannot be downloaded";
  console.error(`No desktop window (${why}): serving Gatescope to your browser instead.`);
  return null;
}

async function start({ web, port }: Choice): Promise<number> {
  await buildIfStale();
  const opened = web ? null : await openWindow();
  if (opened !== null) return opened;
  const portArguments = port === undefined ? [] : ['--port', port];
  return runNode(join(root, 'out', 'main', 'cli.js'), ['serve', ...portArguments]);
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
