/**
 * An Electron for Linux as electron-builder unpacks one, without the 250 MB: a program that only carries the fuses, a few
 * languages and the licences. It can be packed and looked at, not run.
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseState, FuseV1Options, FuseVersion } from '@electron/fuses';

/** What `@electron/fuses` looks for in a binary. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** As Electron 45 ships its fuses, in the order of their positions. */
const shippedFuses: readonly (readonly [fuse: FuseV1Options, on: boolean])[] = [
  [FuseV1Options.RunAsNode, true],
  [FuseV1Options.EnableCookieEncryption, false],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, true],
  [FuseV1Options.EnableNodeCliInspectArguments, true],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, false],
  [FuseV1Options.OnlyLoadAppFromAsar, false],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, true],
  [FuseV1Options.WasmTrapHandlers, true],
];

/** A few of the languages of Chromium, those that the app speaks among them. */
const languages = ['de', 'en-GB', 'en-US', 'fr', 'ja', 'ko', 'zh-CN'];

export async function makeDistribution(folder: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'));
  await writeFile(join(folder, 'electron'), program(), { mode: 0o755 });
  await writeFile(join(folder, 'LICENSE'), "Electron's licence");
  await writeFile(join(folder, 'LICENSES.chromium.html'), "Chromium's licences");
  for (const language of languages) await writeFile(join(folder, 'locales', `${language}.pak`), language);
}

/** The head of an x64 ELF file, then the wire: its version, how many fuses, and each one's state. */
function program(): Buffer {
  const head = Buffer.alloc(64);
  head.write('\u007fELF', 'latin1');
  head.set([2, 1, 1], 4);
  head.writeUInt16LE(0x3e, 18);
  const states = shippedFuses.map(([, on]) => (on ? FuseState.ENABLE : FuseState.DISABLE));
  const wire = [Number(FuseVersion.V1), states.length, ...states];
  return Buffer.concat([head, Buffer.from(sentinel), Buffer.from(wire)]);
}
