// Holds P24, P25, P26, P27.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DataSetProblem } from '../../domain/data-files/problems.ts';
import { readDraft } from './draft.ts';
import { openDraft } from './open-draft.ts';
import type { GivenFile } from '../../domain/data-files/given-file.ts';
import { readFiles } from './read-files.ts';
import { transposeImages } from '../../domain/data-files/to-28.ts';
import { barsPair, gzipped, idxFile, labelsOf, textFile } from './testing/files.ts';

const { signal } = new AbortController();
const read = (files: readonly GivenFile[]) => readDraft(files, signal);

const train = barsPair(labelsOf(40, 4));
const testing = barsPair(labelsOf(12, 4), { prefix: 't10k' });
const [trainImages, trainLabels] = train;

/** The same, as a scan on paper. */
function negative({ name, bytes }: GivenFile): GivenFile {
  return { name, bytes: bytes.map((byte, at) => (at < 16 ? byte : 255 - byte)) };
}

test('recognizes two pairs by content, in any order, packed or not', async () => {
  const [testImages, testLabels] = testing;
  const draft = await read([testLabels, gzipped(trainImages), gzipped(testImages), trainLabels]);
  expect(draft.about).toMatchObject({ trainCount: 40, testCount: 12, heldBack: false, classes: 4, firstLabel: 0 });
  expect(draft.train.images).toEqual(trainImages.bytes.slice(16));
  expect(draft.test.labels).toEqual(testLabels.bytes.slice(8));
});

test('without a test pair always holds back the same seventh, without losing or duplicating an image', async () => {
  const [one, other] = [await read(train), await read(train)];
  expect(one.about).toMatchObject({ trainCount: 34, testCount: 6, heldBack: true });
  expect(other.test).toEqual(one.test);
  const greys = ({ images }: { images: Uint8Array }) => images.filter((_, at) => at % 784 === 783);
  const all = [...greys(one.train), ...greys(one.test)].sort((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test('of two pairs with uninformative names, the smaller one is for testing', async () => {
  const rename = (files: GivenFile[], name: string) => files.map((file, at) => ({ ...file, name: `${name}${at}` }));
  const draft = await read([...rename(testing, 'b'), ...rename(train, 'a')]);
  expect(draft.about).toMatchObject({ trainCount: 40, testCount: 12 });
});

test('labels that start at 1 become classes from 0, as in EMNIST letters', async () => {
  const draft = await read(barsPair(labelsOf(26 * 3, 26), { firstLabel: 1 }));
  expect(draft.about).toMatchObject({ classes: 26, firstLabel: 1 });
  expect(Math.min(...draft.train.labels)).toBe(0);
});

test('a text file names the classes', async () => {
  expect((await read([...train, textFile('names.txt', 'ant\nbee\ncat\ndog\n')])).about.classNames).toEqual([
    ...['ant', 'bee', 'cat', 'dog'],
  ]);
});

test('images of zeros and ones become black and white, and this is reported', async () => {
  const labels = labelsOf(10, 2);
  const bits = Uint8Array.from({ length: 7840 }, (_, at) => Number(at % 3 === 0));
  const { about, train: scaled } = await read([idxFile('i', [10, 28, 28], bits), idxFile('l', [10], labels)]);
  expect(about.areShares).toBe(true);
  expect(scaled.images.slice(0, 4)).toEqual(Uint8Array.of(255, 0, 0, 255));
  expect((await read(train)).about.areShares).toBe(false);
});

test.each([
  [3, 'all of them, in turn', [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1]],
  [28, 'every other one', [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26]],
])('of %s classes stored in sequence the preview shows %s', async (classes, _, shown) => {
  const sorted = labelsOf(40 * classes, classes).sort((a, b) => a - b);
  const { preview } = (await read([...barsPair(sorted), ...testing])).about;
  expect([...preview.labels]).toEqual(shown);
  // Each class has its bar in its own column.
  const columns = shown.map((_label, index) => preview.images.subarray(784 * index, 784 * index + 28).indexOf(200));
  expect(columns).toEqual(shown);
});

test('averages images of other sizes down to 28×28', async () => {
  const side = 56;
  const image = Uint8Array.from({ length: side * side }, (_, at) => (at % 251) + 1);
  const pair = [idxFile('images', [2, side, side], [...image, ...image]), idxFile('labels', [2], [0, 1])];
  const { train: fitted, about } = await read(pair);
  expect(about).toMatchObject({ width: 56, height: 56 });
  for (const [x, y] of [
    [0, 0],
    [27, 27],
    [13, 5],
  ] as const) {
    const at = 2 * y * side + 2 * x;
    const mean = (image[at] + image[at + 1] + image[at + side] + image[at + side + 1]) / 4;
    expect(fitted.images[y * 28 + x]).toBe(Math.round(mean));
  }
});

test('a transposed set has rows and columns swapped, and a different id', async () => {
  const named = { name: 'bars', classNames: ['a', 'b', 'c', 'd'] };
  const upright = await openDraft(await read(train), { ...named, transposed: false, inverted: false });
  const turned = await openDraft(await read(train), { ...named, transposed: true, inverted: false });
  const at = (images: Uint8Array, x: number, y: number) => images[y * 28 + x];
  for (const [x, y] of [
    [0, 5],
    [3, 9],
    [27, 2],
  ] as const)
    expect(at(turned.train.images, y, x)).toBe(at(upright.train.images, x, y));
  expect(turned.id).not.toBe(upright.id);
  expect((await openDraft(await read(train), { ...named, transposed: false, inverted: false })).id).toBe(upright.id);
});

test('recognizes dark ink on light; once inverted, it equals the set with light ink', async () => {
  const named = { name: 'bars', classNames: ['a', 'b', 'c', 'd'], transposed: false };
  const light = [negative(trainImages), trainLabels];
  const [dark, draft] = [await read(train), await read(light)];
  expect([dark.about.isLight, draft.about.isLight]).toEqual([false, true]);
  const upright = await openDraft(dark, { ...named, inverted: false });
  expect(await openDraft(draft, { ...named, inverted: true })).toEqual(upright);
});

test('pads light images that are not square with light, without a frame', async () => {
  const values = new Uint8Array(10 * 20 * 12).fill(255);
  const labels = labelsOf(10, 2);
  labels.forEach((label, index) => values.fill(0, index * 240 + 100 + label, index * 240 + 104));
  const images = idxFile('images', [10, 20, 12], values);
  const { train: fitted } = await read([images, idxFile('labels', [10], labels)]);
  expect([fitted.images[0], fitted.images[27], fitted.images[783]]).toEqual([255, 255, 255]);
});

test('ignores macOS metadata files, and packed copies of unpacked files', async () => {
  const doubled = [...train, ...testing].flatMap((file) => [file, gzipped(file)]);
  const draft = await read([...doubled, textFile('._train-images-idx3-ubyte', 'Mac OS X')]);
  expect(draft.about).toMatchObject({ trainCount: 40, testCount: 12 });
});

test.each([
  ['t10k-labels-idx1-ubyte.gz', 'Not Found\nPlease try again'],
  ['names.txt', '<!DOCTYPE html>\n<hr>'],
  ['t10k-labels-idx1-ubyte', '<html>\n<hr>'],
])('does not take an error page in place of %s for a list of class names', async (name, page) => {
  const [start] = page.split('\n');
  await expect(read([...train, textFile(name, page)])).rejects.toThrow(
    `${name} is a text file, not an IDX file (it begins with ${start}): download it again`,
  );
});

test('transposes an unsplit set once, though it serves for training and testing', async () => {
  const named = { name: 'bars', classNames: ['a', 'b', 'c', 'd'] };
  const whole = () => readDraft(barsPair(labelsOf(40, 4)), signal, { parted: false });
  const upright = await openDraft(await whole(), { ...named, transposed: false, inverted: false });
  const turned = await openDraft(await whole(), { ...named, transposed: true, inverted: false });
  expect(turned.test.images).not.toEqual(upright.test.images);
  transposeImages(turned.test.images);
  expect(turned.test.images).toEqual(upright.test.images);
});

test.each<[string, DataSetProblem, readonly GivenFile[]]>([
  ['images alone', 'noLabels', [trainImages]],
  ['labels alone', 'noImages', [trainLabels]],
  ['two files of images', 'unpaired', [trainImages, ...testing]],
  ['counts that differ', 'counts', [trainImages, testing[1]]],
  ['two pairs of one size without names', 'whichTest', [...train, ...train]],
  ['no images at all', 'empty', [idxFile('i', [0, 28, 28], []), idxFile('l', [0], [])]],
  ['a single image', 'tooFew', [idxFile('i', [1, 28, 28], new Uint8Array(784)), idxFile('l', [1], [3])]],
  ['labels beyond', 'labelBeyond', barsPair([0, 1, 2], { firstLabel: 0 }).with(1, idxFile('l', [3], [0, 1, 200]))],
  ['one class only', 'oneClass', barsPair([3, 3, 3])],
  ['blank images', 'blank', [idxFile('i', [3, 28, 28], new Uint8Array(3 * 784)), idxFile('l', [3], [0, 1, 2])]],
  ['too large a side', 'wrongSide', [idxFile('i', [2, 257, 1], new Uint8Array(514)), idxFile('l', [2], [0, 1])]],
  ['a cut file', 'wrongLength', [{ ...trainImages, bytes: trainImages.bytes.subarray(0, 5_000) }, trainLabels]],
  ['bytes of another kind', 'wrongType', [{ name: 'f', bytes: Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 0) }]],
  ['two dimensions', 'wrongDimensions', [idxFile('m', [2, 3], [1, 2, 3, 4, 5, 6])]],
  ['a picture', 'unknownFile', [{ name: 'p', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0) }]],
  ['a damaged gzip', 'damagedGzip', [{ name: 'g', bytes: gzipSync(trainLabels.bytes).fill(7, 12) }]],
  ['a table without labels', 'noLabelColumn', [textFile('t.csv', `${'1,'.repeat(783)}1\n`.repeat(3))]],
  ['a table of other columns', 'wrongColumns', [textFile('t.csv', `${'1,'.repeat(99)}1,1,1\n`.repeat(3))]],
  ['an empty file', 'empty', [textFile('t.csv', '')]],
  ['a single name', 'noNames', [textFile('n', 'only one')]],
  ['six files', 'tooManyFiles', [...train, ...testing, ...train]],
])('%s: one sentence says what is wrong and what to do', async (_, problem, files) => {
  await expect(read(files)).rejects.toMatchObject({
    kind: 'dataSetInvalid',
    details: { problem },
    message: expect.stringMatching(/^[^\n]{20,200}[.]$/) as string,
  });
});

test('stops unpacking a gzip bomb at the limit', async () => {
  const bomb = { name: 'bomb.gz', bytes: Uint8Array.from(gzipSync(Buffer.alloc(50_000_000))) };
  await expect(readFiles([bomb], 4_000_000)).rejects.toMatchObject({ details: { problem: 'tooLarge' } });
  await expect(readFiles([trainImages, { ...gzipped(trainImages), name: 'other.gz' }], 40_000)).rejects.toMatchObject({
    details: { problem: 'tooLarge' },
  });
});

test('refuses fewer names than classes', async () => {
  const named = { name: 'bars', classNames: ['a', 'b'], transposed: false, inverted: false };
  await expect(openDraft(await read(train), named)).rejects.toMatchObject({ details: { problem: 'tooFewNames' } });
});

test('any pair of bytes, packed or not, survives a round trip; a cut one is refused', async () => {
  const pairs = fc
    .record({
      labels: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 4, maxLength: 12 }),
      seed: fc.integer({ min: 1, max: 250 }),
      packs: fc.boolean(),
      cutAt: fc.double({ min: 0, max: 0.999, noNaN: true }),
    })
    .filter(({ labels }) => new Set(labels).size > 1);
  await fc.assert(
    fc.asyncProperty(pairs, async ({ labels, seed, packs, cutAt }) => {
      const bytes = Uint8Array.from({ length: labels.length * 784 }, (_, at) => (at * seed) % 256);
      const images = idxFile('train-images', [labels.length, 28, 28], bytes);
      const pair = [images, idxFile('train-labels', [labels.length], labels)].map((file) =>
        packs ? gzipped(file) : file,
      );
      const some = barsPair([0, 1], { prefix: 'test' });
      const draft = await read([...pair, ...some]);
      expect(draft.train.images).toEqual(bytes);
      const { firstLabel } = draft.about;
      expect([...draft.train.labels].map((label) => label + firstLabel)).toEqual(labels);
      const cut = { ...pair[0], bytes: pair[0].bytes.subarray(0, Math.floor(cutAt * pair[0].bytes.length)) };
      await expect(read([cut, pair[1]])).rejects.toMatchObject({ kind: 'dataSetInvalid' });
    }),
    { numRuns: 60 },
  );
});

test('keeps a file name within the one-line sentence that refuses it', async () => {
  const square = idxFile('two\nlines\u001b[2J', [2, 2], [1, 2, 3, 4]);
  await expect(read([square])).rejects.toThrow(/^[^\p{Cc}]*two\uFFFDlines\uFFFD\[2J[^\p{Cc}]*$/u);
});
