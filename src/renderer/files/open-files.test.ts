import { zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import type { OpenedFile } from '../../protocol/desktop.ts';
import { createOpenFiles, type FileOpeners, kindOf } from './open-files.svelte.ts';

const file = (name: string, content: string | readonly number[]): OpenedFile => ({
  name,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content),
});

const png = file('a.png', [0x89, 0x50, 0x4e, 0x47, 1]);
const zip = file('b.gatescope', [0x50, 0x4b, 3, 4]);
const recipe = file('c.json', '{ "format": "gatescope-recipe" }');
const idx = file('images', [0, 0, 8, 3, 0]);
const strange = file('d.txt', 'hello');

test.each([
  [png, 'image'],
  [file('x', [0xff, 0xd8, 0xff, 0xe0]), 'image'],
  [file('no-picture-by-name.txt', [0x89, 0x50, 0x4e, 0x47]), 'image'],
  [zip, 'zip'],
  [recipe, 'recipe'],
  [idx, 'idx'],
  [file('gzipped', [0x1f, 0x8b, 8]), 'idx'],
  [file('model.json', '{}'), 'parts'],
  [file('weights.bin', []), 'parts'],
  [strange, 'unknown'],
  [file('empty', []), 'unknown'],
])("tells a file's kind by its content: %#", (given, kind) => {
  expect(kindOf(given)).toBe(kind);
});

function opening() {
  const openers = {
    ...{ zip: vi.fn(), parts: vi.fn(), dataSet: vi.fn(), recipe: vi.fn(), image: vi.fn(), refused: vi.fn() },
    imageFolders: vi.fn<FileOpeners['imageFolders']>(),
  };
  return { openers, openFiles: createOpenFiles(openers) };
}

test('passes each kind to its opener', async () => {
  for (const [given, name] of [
    [png, 'image'],
    [zip, 'zip'],
    [recipe, 'recipe'],
  ] as const) {
    const { openers, openFiles } = opening();
    await openFiles([given]);
    expect(openers[name]).toHaveBeenCalledExactlyOnceWith(given);
    expect(openers.refused).not.toHaveBeenCalled();
  }
});

test('opens the files of a folder together', async () => {
  const { openers, openFiles } = opening();
  const parts = [file('weights.bin', [1]), file('model.json', '{}')];
  await openFiles(parts);
  expect(openers.parts).toHaveBeenCalledExactlyOnceWith(parts);
  expect(openers.refused).not.toHaveBeenCalled();
});

test.each([
  ['my-model.json', ['my-model.weights.bin']],
  ['model.json', ['group1-shard1of2.bin', 'group1-shard2of2.bin']],
])('opens a tfjs model %s with the weights that it names', async (name, paths) => {
  const { openers, openFiles } = opening();
  const parts = [...paths.map((path) => file(path, [1])), file(name, JSON.stringify({ weightsManifest: [{ paths }] }))];
  await openFiles(parts);
  expect(openers.parts).toHaveBeenCalledExactlyOnceWith(parts);
  expect(openers.refused).not.toHaveBeenCalled();
});

test.each([
  [file('한글.gatescope', []), 'empty'],
  [file('한글.gatescope', [1, 2, 3]), 'damaged'],
  [file('table.csv', []), 'empty'],
  [file('weights.bin', [1]), 'noModelJson'],
  [file('history.json', '{}'), 'noModelJson'],
])('reports empty and damaged files and parts without a model as such: %#', async (given, problem) => {
  const { openers, openFiles } = opening();
  await openFiles([given]);
  expect(openers.refused.mock.calls).toEqual([[problem, [given.name]]]);
  expect(openers.parts).not.toHaveBeenCalled();
});

test('opens one of several files and names the others', async () => {
  const { openers, openFiles } = opening();
  await openFiles([png, zip, strange]);
  expect(openers.zip).toHaveBeenCalledOnce();
  expect(openers.image).not.toHaveBeenCalled();
  expect(openers.refused.mock.calls).toEqual([
    ['unknown', ['d.txt']],
    ['several', ['a.png']],
  ]);
});

test('opens the files of a data set together, with the texts that name its classes', async () => {
  const { openers, openFiles } = opening();
  await openFiles([idx, strange]);
  expect(openers.dataSet).toHaveBeenCalledExactlyOnceWith([idx, strange], '');
  expect(openers.refused).not.toHaveBeenCalled();
});

test('names the files that are not part of a data set, except those that macOS adds', async () => {
  const { openers, openFiles } = opening();
  await openFiles([idx, png, file('._images', 'Mac OS X'), strange]);
  expect(openers.dataSet).toHaveBeenCalledExactlyOnceWith([idx, strange], '');
  expect(openers.refused.mock.calls).toEqual([['several', ['a.png']]]);
});

test('opens a .zip of IDX files as a data set, whatever folder they are in', async () => {
  const { openers, openFiles } = opening();
  const zipped = zipSync({
    'MNIST/raw/train-images-idx3-ubyte': idx.bytes,
    '__MACOSX/MNIST/raw/._train-images-idx3-ubyte': Uint8Array.of(1),
    'MNIST/read me.md': Uint8Array.of(1),
  });
  await openFiles([{ name: 'archive.zip', bytes: zipped }]);
  expect(openers.dataSet).toHaveBeenCalledExactlyOnceWith(
    [{ name: 'train-images-idx3-ubyte', bytes: idx.bytes }],
    'archive',
  );
  expect(openers.zip).not.toHaveBeenCalled();
  expect(openers.refused).not.toHaveBeenCalled();
});

test('opens a .zip of image folders as a data set, and names the files left out', async () => {
  const { openers, openFiles } = opening();
  const zipped = zipSync({
    'set/a/1.png': png.bytes,
    'set/b/1.png': Uint8Array.of(7),
    'set/read me.md': Uint8Array.of(1),
  });
  await openFiles([{ name: 'set.zip', bytes: zipped }, strange]);
  const [places, fileAt] = openers.imageFolders.mock.calls[0];
  expect(places.map(({ path, className }) => [path, className])).toEqual([
    ['set/a/1.png', 'a'],
    ['set/b/1.png', 'b'],
  ]);
  expect(new Uint8Array(await fileAt('set/b/1.png').arrayBuffer())).toEqual(Uint8Array.of(7));
  expect(openers.refused.mock.calls).toEqual([['several', [strange.name]]]);
  expect(openers.image).not.toHaveBeenCalled();
});

test('opens a .zip of one class, or of images in no folder, so that its reader says what is missing', async () => {
  for (const path of ['cat/1.png', '1.png']) {
    const { openers, openFiles } = opening();
    await openFiles([{ name: 'one.zip', bytes: zipSync({ [path]: png.bytes }) }]);
    expect(openers.imageFolders).toHaveBeenCalledOnce();
    expect(openers.zip).not.toHaveBeenCalled();
  }
  const { openers, openFiles } = opening();
  const model = { 'a/model.json': Uint8Array.of(1), 'a/picture.png': png.bytes };
  await openFiles([{ name: 'model.zip', bytes: zipSync(model) }]);
  expect(openers.zip).toHaveBeenCalledOnce();
});

test('keeps two .zip files of images as two parts', async () => {
  const { openers, openFiles } = opening();
  const zipped = (byte: number) => zipSync({ 'a/1.png': Uint8Array.of(byte), 'b/1.png': Uint8Array.of(byte) });
  await openFiles([
    { name: 'train.zip', bytes: zipped(1) },
    { name: 'test.zip', bytes: zipped(2) },
  ]);
  const [places, fileAt] = openers.imageFolders.mock.calls[0];
  expect(places.map(({ path, part }) => [path, part])).toEqual([
    ['train/a/1.png', 'train'],
    ['train/b/1.png', 'train'],
    ['test/a/1.png', 'test'],
    ['test/b/1.png', 'test'],
  ]);
  expect(new Uint8Array(await fileAt('test/a/1.png').arrayBuffer())).toEqual(Uint8Array.of(2));
});

test('reads names in a .zip that are not marked as UTF-8 correctly', async () => {
  const { openers, openFiles } = opening();
  // fflate sets the UTF-8 mark (bit 11 of the flags); without it names are as macOS writes them.
  const zipped = zipSync({ '고양이/1.png': png.bytes, '개/1.png': png.bytes });
  const view = new DataView(zipped.buffer, zipped.byteOffset);
  for (let at = 0; at < zipped.length - 4; at++) {
    const signature = view.getUint32(at, true);
    if (signature === 0x04034b50) view.setUint16(at + 6, 0, true);
    if (signature === 0x02014b50) view.setUint16(at + 8, 0, true);
  }
  await openFiles([{ name: 'pets.zip', bytes: zipped }]);
  expect(openers.imageFolders.mock.calls[0][0].map(({ className }) => className)).toEqual(['고양이', '개']);
});

test('refuses a .zip with a wrong checksum as a data set', async () => {
  const { openers, openFiles } = opening();
  const zipped = zipSync({ 'train-images-idx3-ubyte': idx.bytes }, { level: 0 });
  const name = 'train-images-idx3-ubyte';
  zipped[30 + name.length] ^= 1;
  await openFiles([{ name: 'archive.zip', bytes: zipped }]);
  expect(openers.dataSet).not.toHaveBeenCalled();
});

test.each([
  ['mnist.npz', zipSync({ 'x_train.npy': Uint8Array.of(1) }), 'numpy'],
  ['a.npy', Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1), 'numpy'],
  ['training.pt', zipSync({ 'training/data.pkl': Uint8Array.of(1) }), 'pytorch'],
  ['old.pth', Uint8Array.of(0x80, 2, 1), 'pytorch'],
  ['model.keras', zipSync({ 'config.json': Uint8Array.of(1), 'model.weights.h5': Uint8Array.of(1) }), 'keras'],
  ['model.h5', Uint8Array.of(0x89, 0x48, 0x44, 0x46), 'keras'],
])('names the problem of %s', async (name, bytes, program) => {
  const { openers, openFiles } = opening();
  await openFiles([{ name, bytes }]);
  expect(openers.refused.mock.calls).toEqual([[program, [name]]]);
  expect(openers.zip).not.toHaveBeenCalled();
});

test('queues files that come while others are opened, even if those fail', async () => {
  const { openers, openFiles } = opening();
  const events: string[] = [];
  const slowly = async ({ name }: OpenedFile) => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    events.push(`${name} ends`);
    if (name === 'first') throw new Error('not this one');
  };
  openers.zip.mockImplementation(slowly);
  const opened = [
    openFiles([{ ...zip, name: 'first' }]),
    openFiles([{ ...zip, name: 'second' }]),
    openFiles([{ ...zip, name: 'third' }]),
  ];
  expect((await Promise.allSettled(opened)).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(events).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]));
});
