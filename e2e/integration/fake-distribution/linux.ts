/**
 * An Electron for Linux as electron-builder unpacks one, without the 250 MB: a program that only carries the fuses, a
 * few languages and the licences. It can be packed and inspected, not run.
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fuseWire } from './fuse-wire.ts';

/** A few of Chromium's languages, including those of the app. */
const languages = ['de', 'en-GB', 'en-US', 'fr', 'ja', 'ko', 'zh-CN'];

export async function makeLinuxDistribution(folder: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'));
  await writeFile(join(folder, 'electron'), program(), { mode: 0o755 });
  await writeFile(join(folder, 'LICENSE'), "Electron's licence");
  await writeFile(join(folder, 'LICENSES.chromium.html'), "Chromium's licences");
  for (const language of languages) await writeFile(join(folder, 'locales', `${language}.pak`), language);
}

/** The head of an x64 ELF file, then the fuses. */
function program(): Buffer {
  const head = Buffer.alloc(64);
  head.write('\u007fELF', 'latin1');
  head.set([2, 1, 1], 4);
  head.writeUInt16LE(0x3e, 18);
  return Buffer.concat([head, fuseWire()]);
}
