/** Finds Electron's binary, which its npm package downloads rather than contains. */

import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { inPackage, runNode } from './run.ts';

/** A download that takes longer, in milliseconds, is given up. Without a network it fails much sooner. */
const downloadLimit = 900_000;

/** When a download takes longer, in milliseconds, the person is told. */
const silence = 2_000;

/** Path of the binary if it is here already. */
export function findElectron(): string | undefined {
  const pathFile = inPackage('electron', 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? inPackage('electron', 'dist');
  const path = join(folder, readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : undefined;
}

/** Path of the binary, downloaded if necessary; undefined where it is not available. */
export async function getElectron(): Promise<string | undefined> {
  const found = findElectron();
  if (found !== undefined) return found;
  const notice = setTimeout(() => {
    console.error('Downloading Electron once (some 120 MB); "npm start -- --web" works without it.');
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

/**
 * Why an Electron that ended with this code could not open its window; undefined where it could. Chromium ends itself
 * with SIGTRAP where the system denies it its sandbox, the loader with 127 where libraries are missing.
 */
export function whyNotOpened(platform: NodeJS.Platform, exitCode: number): string | undefined {
  if (platform !== 'linux') return undefined;
  if (exitCode === 127) return 'Electron misses libraries, named above';
  if (exitCode === 128 + constants.signals.SIGTRAP) return 'Electron cannot run here, for the reason above';
  return undefined;
}
