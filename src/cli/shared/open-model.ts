/** A model named on the command line: a folder that Gatescope saved, or a .gatescope file. */

import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { quietenTfjs } from '../../engine/kernels/backend.ts';
import { decodeModelFile, fileUnusable, type OpenedModel } from '../../engine/files/model-file.ts';
import { loadModel } from '../../engine/models/storage.ts';
import { readFileWithin } from '../../engine/system/read-file-within.ts';
import { messageOf } from '../../domain/errors.ts';
import { limits } from '../../domain/limits/limits.ts';

/** @throws GatescopeError `modelMissing`, `modelInvalid` or `fileUnusable` */
export async function openModel(path: string): Promise<OpenedModel> {
  quietenTfjs();
  const found = await stat(path).catch(() => null);
  if (!found?.isFile() || path.endsWith('.json')) return { ...(await loadModel(path)), history: null };
  const bytes = await readFileWithin(path, limits.maxModelBytes).catch((error: unknown) => {
    throw fileUnusable(path, messageOf(error));
  });
  return decodeModelFile(basename(path), bytes);
}
