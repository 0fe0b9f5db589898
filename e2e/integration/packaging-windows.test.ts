// Holds P17.
/** What only a packed app for Windows has: the resources of its program. */

import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { getCurrentFuseWire } from '@electron/fuses';
import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './built.ts';
import { burntFuses } from './fake-distribution/fuse-wire.ts';
import { packForWindows, packingLimit } from './fake-distribution/pack.ts';

let folder: string;
let app: string;
let resources: NtExecutableResource;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-packaging-windows-'));
  app = await packForWindows(folder);
  resources = NtExecutableResource.from(NtExecutable.from(await readFile(join(app, 'Gatescope.exe'))));
}, packingLimit);

afterAll(() => rm(folder, { recursive: true }));

test('has the hash of its archive in the program, by which Electron detects changes', () => {
  const { headerString } = getRawHeader(join(app, 'resources', 'app.asar'));
  const value = createHash('sha256').update(headerString).digest('hex');
  const told = resources.entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');

  expect(JSON.parse(Buffer.from(told?.bin ?? new ArrayBuffer(0)).toString())).toEqual([
    { file: String.raw`resources\app.asar`, alg: 'SHA256', value },
  ]);
});

test('has the app’s name and its icon in all sizes in the program', async () => {
  const [version] = Resource.VersionInfo.fromEntries(resources.entries);
  const [language] = version.getAllLanguagesForStringValues();
  const { icons } = Data.IconFile.from(await readFile(join(root, 'resources', 'icons', 'icon.ico')));
  const [group] = Resource.IconGroupEntry.fromEntries(resources.entries);

  expect(version.getStringValues(language)).toMatchObject({ ProductName: 'Gatescope', FileDescription: 'Gatescope' });
  expect(group.icons).toHaveLength(icons.length);
});

test('has the same fuses as on other systems', async () => {
  expect(await getCurrentFuseWire(join(app, 'Gatescope.exe'))).toEqual({ version: '1', ...burntFuses });
});

test('speaks the app’s languages', async () => {
  expect((await readdir(join(app, 'locales'))).toSorted()).toEqual(['en-GB.pak', 'en-US.pak', 'ko.pak']);
});
