/** Packs the built app for Linux around the fake distribution, and stops where electron-builder would call its own tools. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import { root } from '../built.ts';
import { makeDistribution } from './distribution.ts';

export type Packed = {
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
  /** The type of file that the .deb makes known. */
  readonly debMimeTypes: string;
};

/** @param folder an empty one, for the distribution and what is packed */
export async function packForLinux(folder: string, config: Configuration = {}): Promise<Packed> {
  const electronDist = join(folder, 'electron');
  const output = join(folder, 'packed');
  await makeDistribution(electronDist);
  let appImageEntry = '';
  let debEntry = '';
  let debPlaces: string[] = [];
  let debMimeTypes = '';
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget(['AppImage', 'deb'], Arch.x64),
    publish: 'never',
    config: { extends: join(root, 'electron-builder.yml'), ...config, electronDist, directories: { output } },
    async effectiveOptionComputed(options: { desktop: string } | [string[], string]) {
      if (Array.isArray(options)) {
        // Arguments of fpm; files among them as `from=to`.
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
