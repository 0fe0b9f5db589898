/**
 * Turns image files whose folders name their classes, `train/cat/1.png`, `test/cat/2.jpg` or `cat/1.png`, into IDX
 * files. Pure; the caller decodes the images.
 */

import { writeIdx } from './idx.ts';
import type { GreyImage } from '../photo/grey-image.ts';
import { pixelCount, rowLength, rows } from '../sequence.ts';
import { settingRanges } from '../recipe/config.ts';
import type { GivenFile } from './given-file.ts';
import { isOnLight } from './ground.ts';
import { withoutDoubles } from './kept-files.ts';
import { invalidDataSet } from './problems.ts';
import { to28 } from './to-28.ts';
import { limits } from '../limits/limits.ts';

export type ImagePlace = {
  /** As given. */
  readonly path: string;
  readonly part: 'train' | 'test';
  readonly className: string;
};

const imageName = /\.(?:png|jpe?g|gif|bmp|webp)$/i;
const partName = /^(?:train(?:ing)?|(test(?:ing)?|t10k|val(?:id(?:ation)?)?))$/i;

/** Number of folders named in a sentence. */
const namedFolders = 3;

/** Folders that programs create for themselves. */
const ownName = /^(?:\.|__MACOSX$)/;

/**
 * @param paths of any files, with / or \ between folders
 * @returns the images in a folder without subfolders: each a class, if {@link areOfClasses}
 */
export function imagePlaces(paths: readonly string[]): readonly ImagePlace[] {
  const images = paths.flatMap((path) => {
    const folders = path.split(/[\\/]/).filter((part) => part !== '');
    const name = folders.pop() ?? '';
    const isOurs = folders.length > 0 && !folders.some((folder) => ownName.test(folder));
    const isImage = imageName.test(name) && withoutDoubles([{ name }]).length > 0;
    return isOurs && isImage ? [{ path, folders }] : [];
  });
  const above = new Set(images.flatMap(({ folders }) => folders.map((_, depth) => folders.slice(0, depth).join('/'))));
  return images
    .filter(({ folders }) => !above.has(folders.join('/')))
    .map(({ path, folders }): ImagePlace => {
      const part = folders.slice(0, -1).findLast((folder) => partName.test(folder)) ?? '';
      const isTest = partName.exec(part)?.[1] !== undefined;
      return { path, part: isTest ? 'test' : 'train', className: nameOf(folders[folders.length - 1]) };
    });
}

/** @returns the folder that contains all of them, above classes and parts; empty if none does */
export function folderOf(places: readonly ImagePlace[]): string {
  const [first = [], ...others] = places.map(({ path }) => path.split(/[\\/]/).slice(0, -2));
  const apart = first.findIndex((folder, depth) => others.some((folders) => folders[depth] !== folder));
  const shared = apart < 0 ? first : first.slice(0, apart);
  return shared.findLast((folder) => folder !== '' && !partName.test(folder))?.normalize('NFC') ?? '';
}

/** Whether there are at least two classes, and not only parts. */
export function areOfClasses(places: readonly ImagePlace[]): boolean {
  const classNames = new Set(places.map(({ className }) => className));
  return classNames.size > 1 && [...classNames].some((name) => !partName.test(name));
}

/** As a line of text. Macs decompose accented letters and Hangul. */
function nameOf(folder: string): string {
  return (
    folder
      .normalize('NFC')
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, limits.maxNameCharacters) || '–'
  );
}

/** 2 before 10, and always in the same order. */
const { compare: byNumber } = new Intl.Collator('en', { numeric: true });

function compare(one: string, other: string): number {
  return byNumber(one, other) || (one < other ? -1 : Number(one > other));
}

/**
 * @param places of the images, in any order; a test part without a train part is used for everything
 * @param read decodes the image at a path
 * @param onRead receives the number of images read
 * @returns a pair of IDX files for each part, of 28×28 bytes an image, and a text of the class names
 * @throws GatescopeError `dataSetInvalid` if they are too many, of one class or blank; what `read` throws; the signal's
 * reason
 */
export async function imageSetFiles(
  places: readonly ImagePlace[],
  read: (path: string) => Promise<GreyImage>,
  onRead: (count: number) => void,
  signal: AbortSignal,
): Promise<GivenFile[]> {
  if (!areOfClasses(places)) throw invalidDataSet('oneFolder');
  const classNames = [...new Set(places.map(({ className }) => className))].sort(compare);
  const [, maxClasses] = settingRanges.classes;
  if (classNames.length > maxClasses) throw invalidDataSet('tooManyFolders', { folders: classNames.length });
  if (places.length > limits.maxDataSetImages) throw invalidDataSet('tooManyImages', { count: places.length });
  const labels = new Map(classNames.map((className, label) => [className, label]));
  let count = 0;
  const files: GivenFile[] = [];
  for (const part of ['train', 'test'] as const) {
    const ofPart = places.filter((place) => place.part === part).sort((a, b) => compare(sortedAs(a), sortedAs(b)));
    if (ofPart.length === 0) continue;
    const images = new Uint8Array(ofPart.length * pixelCount);
    for (const [index, { path }] of ofPart.entries()) {
      images.set(await fitted(await read(path), signal), index * pixelCount);
      onRead(++count);
      signal.throwIfAborted();
    }
    if (images.every((level) => level === images[0])) throw invalidDataSet('blankFolders', { folders: someOf(ofPart) });
    const numbers = Uint8Array.from(ofPart, ({ className }) => labels.get(className) ?? 0);
    files.push(
      { name: `${part}-images-idx3-ubyte`, bytes: writeIdx([ofPart.length, rows, rowLength], images) },
      { name: `${part}-labels-idx1-ubyte`, bytes: writeIdx([ofPart.length], numbers) },
    );
  }
  return [...files, { name: 'class-names.txt', bytes: new TextEncoder().encode(classNames.join('\n')) }];
}

/** The folders of the first classes. */
function someOf(places: readonly ImagePlace[]): string {
  const names = [...new Set(places.map(({ className }) => className))];
  return names.slice(0, namedFolders).join(', ') + (names.length > namedFolders ? ', …' : '');
}

/** The same on every system. */
function sortedAs({ path }: ImagePlace): string {
  return path.replaceAll('\\', '/').normalize('NFC');
}

/** @returns 28×28 bytes: unchanged if already that size, otherwise the image in the middle of its own ground */
function fitted({ width, height, levels }: GreyImage, signal: AbortSignal): Promise<Uint8Array> {
  const one = { width, height, count: 1 };
  return to28(levels, one, isOnLight(levels, one) ? 255 : 0, () => undefined, signal);
}
