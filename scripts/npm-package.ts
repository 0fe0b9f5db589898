/** Packages for tests only: from the npm registry, with their checksum, into a folder outside the repository. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';

export type PinnedPackage = {
  readonly name: string;
  readonly version: string;
  /** sha512 of the package in the registry; npm refuses any other bytes. */
  readonly integrity: string;
};

/**
 * @param folder made for it
 * @param limit milliseconds after which the download is given up
 * @returns the folder of the package
 * @throws Error in one sentence where it is not available
 */
export async function downloadPackage(
  { name, version, integrity }: PinnedPackage,
  folder: string,
  limit: number,
): Promise<string> {
  await mkdir(folder);
  const dependencies = { [name]: version };
  const packages = { '': { dependencies }, [`node_modules/${name}`]: { version, integrity } };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ dependencies }));
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
  const args = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  const code = await run('npm', args, { timeout: limit });
  if (code !== 0) throw new Error(`${name}@${version} cannot be downloaded from the npm registry`);
  return join(folder, 'node_modules', name);
}
