/** Finds the program of an app that electron-builder has packed. */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Electron-builder's folder with the program, and its path within. */
const places: Partial<Record<NodeJS.Platform, { readonly folder: RegExp; readonly program: string }>> = {
  linux: { folder: /^linux.*-unpacked$/, program: 'gatescope' },
  win32: { folder: /^win.*-unpacked$/, program: 'Gatescope.exe' },
  darwin: { folder: /^mac/, program: join('Gatescope.app', 'Contents', 'MacOS', 'Gatescope') },
};

/**
 * @param output folder that electron-builder packed into
 * @throws Error where it holds no app for this platform
 */
export function findPackagedApp(output: string, platform: NodeJS.Platform = process.platform): string {
  const place = places[platform];
  const folders = place && existsSync(output) ? readdirSync(output).filter((name) => place.folder.test(name)) : [];
  const found = folders.map((name) => join(output, name, place?.program ?? '')).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`There is no packed app in ${output}: "npm run dist:e2e" packs one.`);
  return found;
}
