/** Starts the built main process on a fresh fake of Electron, and ends it. */

import { rm } from 'node:fs/promises';
import { vi } from 'vitest';
import { mainPath } from '../built.ts';
import { createElectronFake, type ElectronFake } from './electron.ts';

const versions = { electron: '45.5.0', chrome: '156.0.0.0' };

/**
 * The app after `ready` has been handled; `beforeReady` may look at it earlier.
 * @param path of its main bundle
 */
export async function startApp(
  options: Parameters<typeof createElectronFake>[0] & {
    /** The command line, without the app's own name. */
    readonly args?: readonly string[];
  } = {},
  beforeReady: (fake: ElectronFake) => void = () => undefined,
  path = mainPath,
): Promise<ElectronFake> {
  const fake = createElectronFake(options);
  vi.resetModules();
  vi.doMock('electron', () => fake.electron);
  for (const [name, value] of Object.entries(versions)) {
    Object.defineProperty(process.versions, name, { value, configurable: true });
  }
  // The app's handlers of failures in its process must not handle those of the tests.
  const on = process.on.bind(process);
  const intercepted = vi.spyOn(process, 'on').mockImplementation((name, listener) => {
    if (name !== 'uncaughtException' && name !== 'unhandledRejection') return on(name, listener);
    fake.onFailure.push(listener);
    return process;
  });
  // The tests' arguments name files, too.
  const argv = vi.spyOn(process, 'argv', 'get').mockReturnValue(['gatescope', ...(options.args ?? [])]);
  try {
    await import(/* @vite-ignore */ path);
    beforeReady(fake);
    await fake.ready();
  } finally {
    intercepted.mockRestore();
    argv.mockRestore();
    for (const name of Object.keys(versions)) Reflect.deleteProperty(process.versions, name);
  }
  return fake;
}

/** As {@link startApp}, for one test: a mock keeps the app's console output. */
export async function startQuietApp(): Promise<ElectronFake> {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return startApp();
}

/** Ends it after its test, and removes all mocks and its files. */
export async function endApp({ electron, home }: ElectronFake): Promise<void> {
  electron.app.quit();
  vi.restoreAllMocks();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}
