import { expect, test, vi } from 'vitest';
import type { GreyImage } from '../photo/grey-image.ts';
import { readDraft } from '../../engine/own-data/draft.ts';
import { areOfClasses, folderOf, imagePlaces, imageSetFiles } from './image-folders.ts';

const { signal } = new AbortController();
const ignore = () => undefined;

function grey(width: number, height: number, level: number): GreyImage {
  return { width, height, levels: new Uint8Array(width * height).fill(level), isLossy: false };
}

test('folders name classes, and folders above them the test part', () => {
  const paths = ['set/train/3/a.png', 'set/Testing/3/b.JPG', 'set/train/7/c.png', 'set\\val\\7\\d.png'];
  expect(imagePlaces(paths).map(({ part, className }) => `${part} ${className}`)).toEqual([
    ...['train 3', 'test 3', 'train 7', 'test 7'],
  ]);
});

test('ignores non-images, images outside class folders, and macOS metadata', () => {
  const left = ['top.png', 'train/loose.png', 'a/notes.txt', 'a/._1.png', '__MACOSX/a/1.png'];
  expect(imagePlaces([...left, 'train/a/1.png', 'train/b/1.png']).map(({ path }) => path)).toEqual([
    ...['train/a/1.png', 'train/b/1.png'],
  ]);
});

test("a folder containing classes is not a class, nor is a program's own folder", () => {
  const left = ['leaves/cover.png', 'leaves/.cache/1.png', '.git/a/1.png'];
  const paths = [...left, 'leaves/oak/1.png', 'leaves/elm/1.png'];
  expect(imagePlaces(paths).map(({ path }) => path)).toEqual(['leaves/oak/1.png', 'leaves/elm/1.png']);
});

test('the part is the nearest folder with such a name, and a class may have one too', () => {
  const paths = ['test/train/a/1.png', 'test/test/b/1.png', 'vehicles/train/1.png', 'vehicles/car/1.png'];
  expect(imagePlaces(paths).map(({ part, className }) => `${part} ${className}`)).toEqual([
    ...['train a', 'test b', 'train train', 'train car'],
  ]);
  expect(areOfClasses(imagePlaces(paths))).toBe(true);
  expect(areOfClasses(imagePlaces(['set/train/1.png', 'set/test/1.png']))).toBe(false);
});

test.each([
  ['pets', ['pets/train/cat/1.png', 'pets/test/dog/1.png']],
  ['pets', ['home/pets/train/cat/1.png', 'home/pets/train/dog/1.png']],
  ['', ['train/a/1.png', 'test/a/1.png']],
  ['', ['a/1.png', 'b/1.png']],
])('the folder of the whole set is %j in %s', (name, paths) => {
  expect(folderOf(imagePlaces(paths))).toBe(name);
});

test('class names are one line each, and the same on every system', () => {
  const paths = ['고양이'.normalize('NFD') + '/1.png', 'a\nb/1.png', ' /1.png'];
  expect(imagePlaces(paths).map(({ className }) => className)).toEqual(['고양이', 'a b', '–']);
});

test.each([[['photos/1.png', 'photos/2.png']], [['set/train/1.png', 'set/test/1.png']]])(
  'reports that images of one class, %s, are not a data set',
  async (paths) => {
    const read = vi.fn<() => Promise<GreyImage>>();
    await expect(imageSetFiles(imagePlaces(paths), read, ignore, signal)).rejects.toThrow(
      'of one class only, and there is nothing to tell apart: put the images of each class in a folder of its own.',
    );
    expect(read).not.toHaveBeenCalled();
  },
);

test('reports blank images by their folders', async () => {
  const paths = ['a', 'b', 'c', 'd'].map((name) => `set/train/${name}/1.png`);
  const read = () => Promise.resolve(grey(28, 28, 0));
  await expect(imageSetFiles(imagePlaces(paths), read, ignore, signal)).rejects.toThrow(
    'All images in the folders a, b, c, … are blank',
  );
});

test('orders classes and images by number, whatever the order of the files', async () => {
  const paths = ['10/1.png', '2/10.png', '2/9.png'];
  const levels = new Map(paths.map((path, index) => [path, 40 + index]));
  const read = (path: string) => Promise.resolve(grey(28, 28, levels.get(path) ?? 0));
  const counts: number[] = [];
  const files = await imageSetFiles(imagePlaces(paths), read, (count) => counts.push(count), signal);
  expect(counts).toEqual([1, 2, 3]);
  expect(files.map(({ name }) => name)).toEqual([
    'train-images-idx3-ubyte',
    'train-labels-idx1-ubyte',
    'class-names.txt',
  ]);
  expect(new TextDecoder().decode(files[2].bytes)).toBe('2\n10');
  expect([...files[1].bytes.subarray(8)]).toEqual([0, 0, 1]);
  expect([0, 1, 2].map((index) => files[0].bytes[16 + 784 * index])).toEqual([42, 41, 40]);
});

test('places an image of another size in the middle, on its own ground', async () => {
  const wide = grey(56, 28, 250);
  const read = () => Promise.resolve(wide);
  const files = await imageSetFiles(imagePlaces(['a/1.png', 'b/1.png']), read, ignore, signal);
  const first = files[0].bytes.subarray(16, 16 + 784);
  expect([first[0], first[14 * 28]]).toEqual([255, 250]);
  // No darker line where it ends between two rows.
  const odd = (path: string) => Promise.resolve(path.startsWith('a') ? grey(640, 427, 255) : grey(28, 28, 0));
  const [images] = await imageSetFiles(imagePlaces(['a/1.png', 'b/1.png']), odd, ignore, signal);
  expect(Math.min(...images.bytes.subarray(16, 16 + 784))).toBe(255);
});

test('reads such a set like any other', async () => {
  const paths = ['a', 'b'].flatMap((folder) => Array.from({ length: 7 }, (_, index) => `${folder}/${index}.png`));
  const read = (path: string) =>
    Promise.resolve({ ...grey(28, 28, 0), levels: new Uint8Array(784).fill(path.startsWith('a') ? 9 : 0, 100, 200) });
  const {
    about,
    train,
    test: held,
  } = await readDraft(await imageSetFiles(imagePlaces(paths), read, ignore, signal), signal);
  expect(about).toMatchObject({ classes: 2, classNames: ['a', 'b'], heldBack: true });
  expect([train.count, held.count]).toEqual([12, 2]);
});

test('reports more than a hundred folders as too many', async () => {
  const places = imagePlaces(Array.from({ length: 101 }, (_, index) => `${index}/1.png`));
  await expect(imageSetFiles(places, () => Promise.resolve(grey(28, 28, 0)), ignore, signal)).rejects.toThrow(
    'There are 101 class folders of images, but the limit is 100 classes.',
  );
});

test('reading can be cancelled', async () => {
  const cancellation = new AbortController();
  const read = () => {
    cancellation.abort(new Error('given up'));
    return Promise.resolve(grey(28, 28, 0));
  };
  const reading = imageSetFiles(imagePlaces(['a/1.png', 'b/1.png']), read, ignore, cancellation.signal);
  await expect(reading).rejects.toThrow('given up');
});
