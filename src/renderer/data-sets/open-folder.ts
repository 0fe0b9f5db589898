/** A folder that a person dropped or chose: images in a folder per class are a data set, else its files are opened. */

import { areOfClasses, imagePlaces, type ImagePlace } from '../../domain/data-files/image-folders.ts';
import { looksLikeData } from '../../domain/data-files/kept-files.ts';
import { readGreyImage } from '../files/picture.ts';
import type { DataSetState } from './data-set.svelte.ts';
import type { FolderFile } from '../files/folder-files.ts';

/** @param openFiles takes single files, and the folder's name */
export async function openFolder(
  files: readonly FolderFile[],
  dataSet: DataSetState,
  openFiles: (files: readonly File[], from: string) => Promise<void>,
): Promise<void> {
  const ofData = files.filter(({ path }) => looksLikeData(path) || /mapping\.txt$/i.test(path));
  const hasData = ofData.some(({ path }) => looksLikeData(path));
  const places = hasData ? [] : imagePlaces(files.map(({ path }) => path));
  // A model's folder may hold a picture, and a single image is one to read.
  const areAll = places.length > 1 && places.length === files.filter(({ path }) => !isBeside(path)).length;
  if (areOfClasses(places) || areAll) {
    const byPath = new Map(files.map(({ path, file }) => [path, file]));
    await openImages(dataSet, places, (path) => byPath.get(path) ?? new Blob());
    return;
  }
  const opened = hasData ? ofData : files;
  const folder = /^[^\\/]+(?=[\\/])/.exec(opened.at(0)?.path ?? '')?.[0] ?? '';
  const from = opened.every(({ path }) => path.startsWith(folder)) ? folder : '';
  await openFiles(
    opened.map(({ file }) => file),
    from,
  );
}

/** Whether a file is a text, or one that systems put beside others. */
function isBeside(path: string): boolean {
  return /(?:^|[\\/])(?:\.[^\\/]*|[^\\/]*\.(?:txt|md)|Thumbs\.db|desktop\.ini)$/i.test(path);
}

export function openImages(
  dataSet: DataSetState,
  places: readonly ImagePlace[],
  fileAt: (path: string) => Blob,
): Promise<void> {
  return dataSet.openImageFolders(places, async (path) => {
    const image = await readGreyImage(fileAt(path));
    return image === 'tooLarge' ? 'imageTooLarge' : image;
  });
}
