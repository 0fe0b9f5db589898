/** A .deb around the tests' Electron: for tests, and for a look where Electron's own cannot be downloaded. */

import { cp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { getTestElectron, testElectronVersion } from '../window-tests/test-electron.ts';

/**
 * Arguments of electron-builder for it.
 * @param folder gets a copy of that Electron, and what is packed
 * @throws Error in one sentence where that Electron is not available
 */
export async function trialArguments(folder: string): Promise<string[]> {
  const electron = join(folder, 'electron');
  await rm(electron, { recursive: true, force: true });
  // It has its own app there.
  await cp(await getTestElectron(), electron, { recursive: true, filter: (path) => basename(path) !== 'resources' });
  const places = [`-c.electronDist=${electron}`, `-c.directories.output=${join(folder, 'packed')}`];
  return ['--linux', 'deb', '--x64', `-c.electronVersion=${testElectronVersion}`, ...places];
}
