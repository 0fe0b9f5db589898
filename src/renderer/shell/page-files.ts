/** Handles files that reach the page: chosen, dropped, pasted or handed over by the host. */

import type { Recipe } from '../../domain/recipe/recipe.ts';
import type { OpenedFile } from '../../protocol/desktop.ts';
import { openFolder, openImages } from '../data-sets/open-folder.ts';
import type { FolderWalk } from '../files/folder-files.ts';
import { createOpenFiles } from '../files/open-files.svelte.ts';
import { openPicture } from '../files/picture.ts';
import { readFiles } from '../files/read-files.ts';
import type { Pad } from '../lab/pad/pad.svelte.ts';
import type { Lab } from './lab.svelte.ts';

export type PageFiles = {
  /** @param from the folder that holds them, where one was opened */
  readonly open: (opened: readonly OpenedFile[], from?: string) => Promise<void>;
  /** The same for files that have not been read yet. */
  readonly openChosen: (chosen: readonly File[], from?: string) => Promise<void>;
  /**
   * @param walk through the dropped folders
   * @param dropped these and the files beside them, as files
   */
  readonly openFolders: (walk: FolderWalk, dropped: readonly File[]) => Promise<void>;
  /** Puts a picture on the pad. */
  readonly openImage: (file: Blob) => Promise<void>;
};

/** @param shows opens the Lab for a network or picture, and the settings for a recipe */
export function createPageFiles(
  { files, dataSet, notices }: Pick<Lab, 'files' | 'dataSet' | 'notices'>,
  pad: Pad,
  shows: { readonly lab: () => void; readonly recipe: (recipe: Recipe | null) => void },
): PageFiles {
  const openFiles = createOpenFiles({
    async zip(file) {
      await files.open(file);
      shows.lab();
    },
    async parts(parts) {
      await files.openParts(parts);
      shows.lab();
    },
    recipe(file) {
      shows.recipe(files.readRecipe(file));
      return Promise.resolve();
    },
    image: ({ bytes }) => openImage(new Blob([Uint8Array.from(bytes)])),
    dataSet: dataSet.openDataSet,
    imageFolders: (places, fileAt) => openImages(dataSet, places, fileAt),
    refused: (problem, names) => {
      notices.show({ kind: 'files', problem, names });
    },
  });

  async function open(opened: readonly OpenedFile[], from = ''): Promise<void> {
    notices.dismiss('files');
    await openFiles(opened, from);
  }

  async function openChosen(chosen: readonly File[], from = ''): Promise<void> {
    const read = await readFiles(chosen, notices);
    if (read) await open(read, from);
  }

  async function openFolders(walk: FolderWalk, dropped: readonly File[]): Promise<void> {
    const found = await dataSet.lookThrough(walk);
    if (!found) return;
    // An empty folder gets an answer, too.
    if (found.length === 0) await openChosen(dropped);
    else await openFolder(found, dataSet, openChosen);
  }

  async function openImage(file: Blob): Promise<void> {
    const picture = await openPicture(file);
    if (typeof picture === 'string') {
      notices.show({ kind: 'picture', problem: picture });
      return;
    }
    notices.dismiss('picture');
    pad.showPicture(picture);
    shows.lab();
  }

  return { open, openChosen, openFolders, openImage };
}
