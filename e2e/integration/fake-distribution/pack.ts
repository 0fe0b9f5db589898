/**
 * Packs the built app around fake distributions, and stops where electron-builder would call tools that it downloads.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch, build, type PackagerOptions, Platform } from 'electron-builder';
import { root } from '../built.ts';
import { makeLinuxDistribution } from './linux.ts';
import { makeMacDistribution } from './mac.ts';
import { makeWindowsDistribution } from './windows.ts';

/** Milliseconds that packing may take on a busy machine; on an idle one it takes three seconds. */
export const packingLimit = 300_000;

export type PackedForLinux = {
  /** Folder of the packed app. */
  readonly app: string;
  /** Path of its archive. */
  readonly archive: string;
  /** The desktop entry of the AppImage. */
  readonly appImageEntry: string;
  /** The desktop entry of the .deb. */
  readonly debEntry: string;
  /** Where the .deb puts files besides the app itself. */
  readonly debPlaces: readonly string[];
  /** The file type that the .deb registers. */
  readonly debMimeTypes: string;
};

/** @param folder an empty one, for the distribution and what is packed */
export async function packForLinux(folder: string): Promise<PackedForLinux> {
  await makeLinuxDistribution(join(folder, 'electron'));
  let appImageEntry = '';
  let debEntry = '';
  let debPlaces: string[] = [];
  let debMimeTypes = '';
  const output = await pack(folder, {
    targets: Platform.LINUX.createTarget(['AppImage', 'deb'], Arch.x64),
    async effectiveOptionComputed(options: { desktop: string } | [string[], string]) {
      if (Array.isArray(options)) {
        // Arguments of fpm, including files as `from=to`.
        const files = options[0].filter((argument) => argument.includes('=/usr/')).map((file) => file.split('='));
        const [mimeFile = ''] = files.find(([, to]) => to.startsWith('/usr/share/mime/')) ?? [];
        debPlaces = files.map(([, to]) => to);
        debMimeTypes = await readFile(mimeFile, 'utf8');
        debEntry = await readFile(options[1], 'utf8');
      } else appImageEntry = options.desktop;
      return true;
    },
  });
  const app = join(output, 'linux-unpacked');
  return { app, archive: join(app, 'resources', 'app.asar'), appImageEntry, debEntry, debPlaces, debMimeTypes };
}

/**
 * For Intel processors and unsigned: merging and signing need Apple's own tools.
 * @param folder an empty one, for the distribution and the result
 * @returns path of Gatescope.app
 */
export async function packForMac(folder: string): Promise<string> {
  await makeMacDistribution(join(folder, 'electron'));
  const targets = Platform.MAC.createTarget('dir', Arch.x64);
  const output = await pack(folder, { targets, config: { mac: { identity: null } } });
  return join(output, 'mac', 'Gatescope.app');
}

/**
 * @param folder an empty one, for the distribution and what is packed
 * @returns the folder of the packed app
 */
export async function packForWindows(folder: string): Promise<string> {
  await makeWindowsDistribution(join(folder, 'electron'));
  const output = await pack(folder, { targets: Platform.WINDOWS.createTarget('dir', Arch.x64) });
  return join(output, 'win-unpacked');
}

/** Packs as electron-builder.yml says, with the distribution in the folder. @returns where the apps are */
async function pack(folder: string, { config, ...options }: PackagerOptions): Promise<string> {
  const output = join(folder, 'packed');
  const changes = typeof config === 'object' ? config : {};
  const places = { electronDist: join(folder, 'electron'), directories: { output } };
  await build({
    ...options,
    projectDir: root,
    publish: 'never',
    config: { extends: join(root, 'electron-builder.yml'), ...changes, ...places },
  });
  return output;
}
