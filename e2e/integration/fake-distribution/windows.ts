/** An Electron for Windows as electron-builder unpacks one: a valid, empty program whose resources can be changed. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { fuseWire } from './fuse-wire.ts';

const languages = ['de', 'en-GB', 'en-US', 'fr', 'ja', 'ko', 'zh-CN'];

export async function makeWindowsDistribution(folder: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'));
  await writeFile(join(folder, 'electron.exe'), program());
  for (const language of languages) await writeFile(join(folder, 'locales', `${language}.pak`), language);
}

function program(): Buffer {
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  executable.setExtraData(new Uint8Array(fuseWire()).buffer);
  return Buffer.from(executable.generate());
}
