/**
 * Replaces the files of a model's folder all at once. They are written to a folder of their own inside it; one rename makes that the
 * model, and each is then moved to its place. Whoever is killed meanwhile leaves the former model or the new one: what has not been
 * moved yet is read from where it lies ({@link modelFilePath}), and moved before the next model is written.
 */

import { isAnotherProcess } from '../system/another-process.ts';
import { withFileLock } from '../system/file-lock.ts';
import { isMissing, look, namesIn, removeEmptyFolder, unlinkFile } from '../system/files.ts';
import { makeFolder } from '../system/make-folder.ts';
import { join } from '../system/paths.ts';
import { replaceFile } from '../system/replace-file.ts';
import { processId } from '../system/this-process.ts';
import { writeSynced } from '../system/write-atomically.ts';

/** In the order in which they take their places. */
export const modelFileNames = ['weights.bin', 'model.json', 'metadata.json'] as const;

export type ModelFileName = (typeof modelFileNames)[number];

/** Holds a whole new model, from the one rename on until all its files have been moved. */
const newModel = '.gatescope-model';
const beingWritten = /^\.gatescope-model\.(?<pid>\d+)-\d+\.tmp$/;

let writes = 0;

/**
 * @param folder made where it does not exist; other files in it stay as they are
 * @throws the file system's error; the folder then holds the model that it held
 */
export async function replaceModelFiles(
  folder: string,
  files: Readonly<Record<ModelFileName, string | Uint8Array>>,
): Promise<void> {
  await makeFolder(folder);
  // Of two who save, one waits.
  await withFileLock(join(folder, '.gatescope'), async () => {
    await removeHalfWritten(folder);
    await moveIntoPlace(folder);
    writes += 1;
    const whole = join(folder, `${newModel}.${processId}-${writes}.tmp`);
    try {
      await makeFolder(whole);
      for (const name of modelFileNames) await writeSynced(join(whole, name), files[name]);
      await replaceFile(whole, join(folder, newModel));
    } catch (error) {
      await removeModelFolder(whole);
      throw error;
    }
    await moveIntoPlace(folder);
  });
}

/** Where a file of the model in this folder is: in its place, or on the way there. @param name which may be one that others gave it */
export async function modelFilePath(folder: string, name: string): Promise<string> {
  const onTheWay = join(folder, newModel, name);
  const found = await look(onTheWay).catch(() => null);
  return found?.kind === 'file' ? onTheWay : join(folder, name);
}

async function moveIntoPlace(folder: string): Promise<void> {
  for (const name of modelFileNames)
    await replaceFile(join(folder, newModel, name), join(folder, name)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  await removeEmptyFolder(join(folder, newModel)).catch(() => undefined);
}

/** What a process left that ended while it wrote. */
async function removeHalfWritten(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    const pid = beingWritten.exec(name)?.groups?.pid;
    if (pid !== undefined && !isAnotherProcess(Number(pid))) await removeModelFolder(join(folder, name));
  }
}

/** Nothing but files of a model, and no folder that holds anything else. */
async function removeModelFolder(path: string): Promise<void> {
  for (const name of modelFileNames) await unlinkFile(join(path, name)).catch(() => undefined);
  await removeEmptyFolder(path).catch(() => undefined);
}
