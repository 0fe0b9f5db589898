/**
 * Replaces the files of a model folder atomically. They are written to a folder inside it; one rename makes that the
 * model, and each file is then moved into place. If killed in between, the folder has the old model or the new one:
 * files not yet moved are read from where they are ({@link modelFilePath}), and moved before the next model is written.
 */

import { isAnotherProcess } from '../system/another-process.ts';
import { withFileLock } from '../system/file-lock.ts';
import { isMissing, look, namesIn, removeEmptyFolder, unlinkFile } from '../system/files.ts';
import { makeFolder } from '../system/make-folder.ts';
import { join } from '../system/paths.ts';
import { replaceFile } from '../system/replace-file.ts';
import { processId } from '../system/this-process.ts';
import { writeSynced } from '../system/write-atomically.ts';

/** In the order of replacement. */
export const modelFileNames = ['weights.bin', 'model.json', 'metadata.json'] as const;

export type ModelFileName = (typeof modelFileNames)[number];

/** Holds a complete new model, from the one rename until all its files have been moved. */
const newModel = '.gatescope-model';
const beingWritten = /^\.gatescope-model\.(?<pid>\d+)-\d+\.tmp$/;

let writes = 0;

/**
 * @param folder created if missing; other files in it are untouched
 * @throws the file system's error; the folder then holds its previous model
 */
export async function replaceModelFiles(
  folder: string,
  files: Readonly<Record<ModelFileName, string | Uint8Array>>,
): Promise<void> {
  await makeFolder(folder);
  // Concurrent saves wait for each other.
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

/**
 * Where a file of this folder's model is: in place, or still to be moved.
 * @param name may be a name given by other programs
 */
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

/** What a process left that died while writing. */
async function removeHalfWritten(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    const pid = beingWritten.exec(name)?.groups?.pid;
    if (pid !== undefined && !isAnotherProcess(Number(pid))) await removeModelFolder(join(folder, name));
  }
}

/** Removes only model files, and no folder with anything else in it. */
async function removeModelFolder(path: string): Promise<void> {
  for (const name of modelFileNames) await unlinkFile(join(path, name)).catch(() => undefined);
  await removeEmptyFolder(path).catch(() => undefined);
}
