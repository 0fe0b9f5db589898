/** Starts the built main process on a fresh fake of Electron. */

import { vi } from 'vitest';
import { mainPath } from '../built.ts';
import { createElectronFake, type ElectronFake } from './electron.ts';

/**
 * The app as it is when `ready` has been handled; `beforeReady` may look at it earlier.
 * @param path of its main bundle
 */
export async function startApp(
  options: Parameters<typeof createElectronFake>[0] = {},
  beforeReady: (fake: ElectronFake) => void = () => undefined,
  path = mainPath,
): Promise<ElectronFake> {
  const fake = createElectronFake(options);
  vi.resetModules();
  vi.doMock('electron', () => fake.electron);
  Object.defineProperty(process.versions, 'electron', { value: '45.4.1', configurable: true });
  try {
    await import(/* @vite-ignore */ path);
  } finally {
    Reflect.deleteProperty(process.versions, 'electron');
  }
  beforeReady(fake);
  await fake.ready();
  return fake;
}
