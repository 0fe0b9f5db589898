// Holds P22.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { barsPair, labelsOf } from '../../engine/own-data/testing/files.ts';
import { dataFilesAt } from './data-files.ts';
import { openData } from './open-data.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-data-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

const pair = barsPair(labelsOf(12, 3));

async function writeTo(into: string): Promise<void> {
  for (const { name, bytes } of pair) await writeFile(join(into, name), bytes);
}

/** A file that declares its length and takes no room. */
async function hollowFile(name: string, start: Uint8Array | string, length: number): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, start);
  await truncate(path, length);
  return path;
}

const io = { print: () => undefined, complain: () => undefined, terminal: null, signal: new AbortController().signal };
const open = (data: readonly string[], labels?: string) => openData({ data, labels }, { parted: true }, '', io);

test('reads only the IDX files of a folder, however large the others are', async () => {
  await writeTo(folder);
  await mkdir(join(folder, 'images.idx'));
  await hollowFile('film.avi', 'RIFF', 700_000_000);
  const before = process.resourceUsage().maxRSS;
  const files = await dataFilesAt([folder], io.signal);
  expect(files.map(({ name }) => name).sort()).toEqual(pair.map(({ name }) => name).sort());
  // In kilobytes.
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(300_000);
});

test.skipIf(process.platform === 'win32')('refuses a pipe at once in place of a file, names or a folder', async () => {
  await writeTo(folder);
  const pipe = join(folder, 'pipe');
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
  const refused = `${pipe} cannot be read (it is not a file): name the files of a data set, or their folder.`;
  await expect(open([pipe])).rejects.toThrow(refused);
  await expect(open([folder, pipe])).rejects.toThrow(refused);
  await expect(open([folder], pipe)).rejects.toThrow(`The names in ${pipe} cannot be used (it is not a file)`);
  expect((await open([folder])).train.count).toBeGreaterThan(0);
});

test('reports an error page named like data', async () => {
  await writeTo(folder);
  await writeFile(join(folder, 't10k-labels-idx1-ubyte.gz'), '<!DOCTYPE html>\n<hr>\n');
  await expect(open([folder])).rejects.toThrow(
    't10k-labels-idx1-ubyte.gz is a text file, not an IDX file (it begins with <!DO',
  );
});

test('refuses files that are too large, alone or together, before reading', async () => {
  const idx = Uint8Array.of(0, 0, 8, 3);
  await expect(dataFilesAt([await hollowFile('huge', idx, 2 ** 40)], io.signal)).rejects.toThrow('larger than 800 MB');
  const halves = [await hollowFile('one', idx, 500_000_000), await hollowFile('other', idx, 500_000_000)];
  await expect(dataFilesAt(halves, io.signal)).rejects.toThrow('other the data set is larger than 800 MB');
});

test('refuses more files than a data set has before reading', async () => {
  for (let at = 0; at < 6; at++) await hollowFile(`images-${at}`, Uint8Array.of(0, 0, 8, 3), 2 ** 40);
  await expect(dataFilesAt([folder], io.signal)).rejects.toThrow('at most 5 files');
});

test('limits a text of names to the size of names', async () => {
  await writeTo(folder);
  const names = await hollowFile('names.txt', 'a', 150_000_000);
  await expect(open([folder], names)).rejects.toThrow(
    'cannot be used (it is larger than 100 kB): write one name a line.',
  );
});

/** A grey square in a picture of `side` pixels. */
function png(side: number, level: number): Uint8Array {
  const picture = new PNG({ width: side, height: side });
  for (let at = 0; at < side * side; at++) picture.data.set([level, level, level, 255], 4 * at);
  picture.data.set([200, 200, 200, 255], 4 * (side + 1) * (side >> 1));
  return Uint8Array.from(PNG.sync.write(picture));
}

/** Two classes, of images of two sizes. */
const images: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  ['train', 'test'].flatMap((part) =>
    ['cat', 'dog'].flatMap((className, label) =>
      [1, 2, 10].map((index) => [`pets/${part}/${className}/${index}.png`, png(28 * (1 + label), 10 * index + label)]),
    ),
  ),
);

test('reads a folder of images for each class, or a .zip of it, as a data set', async () => {
  for (const [path, bytes] of Object.entries({ ...images, 'pets/readme.txt': Uint8Array.of(65) })) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  const data = await open([join(folder, 'pets')]);
  expect(data).toMatchObject({ name: 'pets', classNames: ['cat', 'dog'] });
  expect(data.train.labels).toEqual(Uint8Array.of(0, 0, 0, 1, 1, 1));
  expect([0, 1, 2, 3].map((index) => data.train.images[784 * index])).toEqual([10, 20, 100, 11]);
  expect(data.test.count).toBe(6);

  await writeFile(join(folder, 'pets.zip'), zipSync({ ...images }));
  expect(await open([join(folder, 'pets.zip')])).toEqual(data);
});

test('says when images, in a folder or a .zip, are of one class', async () => {
  const sentence = 'The images are of one class only, and there is nothing to tell apart: put the images of each class';
  await mkdir(join(folder, 'one', 'cat'), { recursive: true });
  for (const name of ['1.png', '2.png']) await writeFile(join(folder, 'one', 'cat', name), png(28, 10));
  await writeFile(join(folder, 'one.zip'), zipSync({ 'cat/1.png': png(28, 10), 'cat/2.png': png(28, 20) }));
  await writeFile(join(folder, 'loose.zip'), zipSync({ '1.png': png(28, 10), '2.png': png(28, 20) }));
  for (const path of ['one', 'one/cat', 'one.zip', 'loose.zip'])
    await expect(open([join(folder, path)])).rejects.toThrow(sentence);
});

test('names an invalid image, and opens nothing', async () => {
  await writeFile(join(folder, 'pets.zip'), zipSync({ ...images, 'pets/train/dog/3.png': Uint8Array.of(1, 2, 3) }));
  await expect(open([join(folder, 'pets.zip')])).rejects.toThrow(
    'pets/train/dog/3.png is neither a PNG nor a JPEG image, the formats read here: convert it, or leave it out.',
  );
});

test('reads folders or .zip files of the parts, named one by one, as one data set', async () => {
  for (const [path, bytes] of Object.entries(images)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  const whole = await open([join(folder, 'pets')]);
  const parts = await open([join(folder, 'pets', 'test'), join(folder, 'pets', 'train')]);
  expect([parts.train, parts.test]).toEqual([whole.train, whole.test]);
  for (const part of ['train', 'test']) {
    const inPart = Object.entries(images).filter(([path]) => path.startsWith(`pets/${part}/`));
    const entries = Object.fromEntries(inPart.map(([path, bytes]) => [path.split('/').slice(2).join('/'), bytes]));
    await writeFile(join(folder, `${part}.zip`), zipSync(entries));
  }
  const zips = await open([join(folder, 'train.zip'), join(folder, 'test.zip')]);
  expect([zips.train, zips.test]).toEqual([whole.train, whole.test]);

  await writeTo(folder);
  await expect(open([join(folder, 'pets'), join(folder, pair[0].name)])).rejects.toThrow(
    'name either images or IDX files',
  );
});

test.skipIf(process.platform === 'win32')(
  'does not follow links in a folder of images, so that none counts twice',
  async () => {
    for (const [path, bytes] of Object.entries(images)) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    await symlink('.', join(folder, 'pets', 'train', 'again'));
    await symlink('..', join(folder, 'pets', 'train', 'up'));
    await mkdir(join(folder, 'pets', 'train', 'cat', 'folder.png'));
    expect((await open([join(folder, 'pets')])).train.count).toBe(6);
  },
);

test('reads a .zip of IDX files as a data set, and says when one is damaged or holds something else', async () => {
  const zipped = zipSync(Object.fromEntries(pair.map(({ name, bytes }) => [`raw/${name}`, bytes])), { level: 0 });
  await writeFile(join(folder, 'bars.zip'), zipped);
  expect(await open([join(folder, 'bars.zip')])).toMatchObject({ name: 'bars', classNames: ['0', '1', '2'] });

  await writeFile(join(folder, 'damaged.zip'), zipped.with(500, zipped[500] ^ 1));
  await expect(open([join(folder, 'damaged.zip')])).rejects.toThrow('damaged.zip is a .zip without IDX files');
});

test.each([
  ['mnist.npz', zipSync({ 'x_train.npy': Uint8Array.of(1) }), 'holds NumPy arrays: write its images'],
  ['training.pt', zipSync({ 'training/data.pkl': Uint8Array.of(1) }), 'is a file of PyTorch: write its images'],
  ['old.pt', Uint8Array.of(0x80, 2), 'is a file of PyTorch: write its images'],
  ['model.keras', zipSync({ 'config.json': Uint8Array.of(1), 'model.weights.h5': Uint8Array.of(1) }), 'file of Keras'],
])('names %s for what it is', async (name, bytes, sentence) => {
  await writeFile(join(folder, name), bytes);
  await expect(open([join(folder, name)])).rejects.toThrow(sentence);
});
