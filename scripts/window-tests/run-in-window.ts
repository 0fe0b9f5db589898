/** Runs the journeys in the desktop window, wherever a real Electron and a screen are available. */

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { messageOf } from '../../src/domain/errors.ts';
import { findElectron, whyNoWindow } from '../electron.ts';
import { run } from '../run.ts';
import type { OrdinaryUser } from './ordinary-user.ts';
import { startTestDesktop, type TestDesktop } from './test-desktop.ts';
import { getTestElectron } from './test-electron.ts';

/** A screen, and the program that shows a window on it. */
type Place = Pick<TestDesktop, 'run' | 'close'> & {
  readonly electron: string;
  /** Where Playwright may leave files that help to understand a failure. */
  readonly results: string | undefined;
};

/**
 * Runs a Node program that finds Electron's path in GATESCOPE_ELECTRON, or in GATESCOPE_NO_WINDOW why there can be no
 * window: it then skips its tests, and so counts them.
 * @param args the program's path and arguments
 * @returns its exit code
 */
export async function runInWindow(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const place = await openPlace().catch(messageOf);
  if (typeof place === 'string') {
    console.error(`No desktop window is opened: ${place}.`);
    return run(process.execPath, args, { env: { ...env, GATESCOPE_NO_WINDOW: place } });
  }
  try {
    const found = { GATESCOPE_ELECTRON: place.electron, GATESCOPE_RESULTS: place.results };
    return await place.run(process.execPath, args, { ...env, ...found });
  } finally {
    place.close();
  }
}

/** The person's own Electron and screen, else both for the tests alone. */
async function openPlace(): Promise<Place> {
  const own = findElectron();
  const isRoot = process.getuid?.() === 0;
  if (own !== undefined && whyNoWindow(process.platform, process.env, isRoot) === undefined)
    return {
      ...{ electron: own, results: undefined },
      run: (command, args, env) => run(command, args, { env }),
      close: () => undefined,
    };
  const electron = own ?? join(await getTestElectron(), 'electron');
  const desktop = await startTestDesktop(requireSandbox);
  return { ...desktop, electron, results: join(desktop.home, 'test-results') };
}

/** Chromium ends itself at once where it is denied the namespaces that its sandbox needs. */
function requireSandbox({ ids }: OrdinaryUser): void {
  if (spawnSync('unshare', ['--user', 'true'], ids).status !== 0)
    throw new Error("This system denies Chromium's sandbox its user namespaces");
}
