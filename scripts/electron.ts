/** Finds Electron's binary, which its npm package does not hold but downloads. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inPackage, runNode } from './run.ts';

/** A download of some 120 MB that takes longer than this, in milliseconds, is given up. */
const downloadLimit = 180_000;

/** Where a download lasts longer than this, in milliseconds, the person is told what is going on. */
const silence = 2_000;

/** Path of the binary if it is here already. */
export function findElectron(): string | undefined {
  const pathFile = inPackage('electron', 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? inPackage('electron', 'dist');
  const path = join(folder, readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : undefined;
}

/** Path of the binary, downloaded if need be; undefined where it cannot be had. */
export async function getElectron(): Promise<string | undefined> {
  const found = findElectron();
  if (found !== undefined) return found;
  const notice = setTimeout(() => {
    console.error('Downloading Electron, once …');
  }, silence);
  try {
    await runNode(inPackage('electron', 'install.js'), [], { stdio: 'ignore', timeout: downloadLimit });
  } finally {
    clearTimeout(notice);
  }
  return findElectron();
}

/** Why no window can be opened here, whatever the binary; undefined if one can. */
export function whyNoWindow(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, isRoot: boolean): string | undefined {
  if (platform !== 'linux') return undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display here';
  if (isRoot) return 'Electron does not run sandboxed as root';
  return undefined;
}
