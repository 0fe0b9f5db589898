// Holds P17.
/** What only a packed app for macOS has: Info.plist, its own folders, and its entitlements. */

import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, test as everywhere } from 'vitest';
import { root } from './built.ts';
import { burntFuses } from './fake-distribution/fuse-wire.ts';
import { packForMac, packingLimit } from './fake-distribution/pack.ts';

// electron-builder packs for macOS on macOS and Linux only.
const test = everywhere.skipIf(process.platform === 'win32');

let folder: string;
let contents: string;
let info: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-packaging-mac-'));
  if (process.platform === 'win32') return;
  contents = join(await packForMac(folder), 'Contents');
  info = await readFile(join(contents, 'Info.plist'), 'utf8');
}, packingLimit);

afterAll(() => rm(folder, { recursive: true }));

/** The value of a key of Info.plist, without line breaks. */
function valueOf(key: string): string {
  const [, behind = ''] = info.replaceAll(/>\s+</g, '><').split(`<key>${key}</key>`);
  return behind;
}

test('opens its own files and links, and has its icon', async () => {
  expect(valueOf('CFBundleTypeExtensions')).toMatch(/^<array><string>gatescope<\/string><\/array>/);
  expect(valueOf('CFBundleURLSchemes')).toMatch(/^<array><string>gatescope<\/string><\/array>/);
  expect(valueOf('CFBundleTypeIconFile')).toMatch(/^<string>icon\.icns</);
  const icon = join('resources', 'icons', 'icon.icns');
  expect(await readFile(join(contents, 'Resources', 'icon.icns'))).toEqual(await readFile(join(root, icon)));
});

test('has the hash of its archive, by which Electron detects changes', () => {
  const { headerString } = getRawHeader(join(contents, 'Resources', 'app.asar'));
  const hash = createHash('sha256').update(headerString).digest('hex');

  expect(valueOf('Resources/app.asar')).toMatch(
    new RegExp(`^<dict><key>algorithm</key><string>SHA256</string><key>hash</key><string>${hash}<`),
  );
});

test('speaks the languages of the app', async () => {
  const framework = join(contents, 'Frameworks', 'Electron Framework.framework', 'Versions', 'A');

  expect((await readdir(join(framework, 'Resources'))).toSorted()).toEqual(['en.lproj', 'en_GB.lproj', 'ko.lproj']);
});

test('has the same fuses as on other systems', async () => {
  expect(await getCurrentFuseWire(dirname(contents))).toEqual({ version: '1', ...burntFuses });
});

test('may compile WebAssembly despite its hardened runtime', async () => {
  const entitlements = await readFile(join(root, 'resources', 'entitlements.mac.plist'), 'utf8');
  const allowed = [...entitlements.matchAll(/<key>([^<]+)<\/key>\s*<true\/>/g)].map(([, name]) => name);

  expect(allowed).toEqual(['com.apple.security.cs.allow-jit', 'com.apple.security.cs.disable-library-validation']);
});
