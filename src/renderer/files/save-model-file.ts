/** Saves a file that the engine made of a model. */

import type { ExportFormat } from '../../protocol/model-files.ts';
import { saveNamedFile } from '../ui/export/save-file.ts';
import type { ModelFilesState } from './model-files.svelte.ts';

/**
 * @param run a saved run's id; null for the shown run
 * @returns its name; null where it failed, which has been reported
 */
export async function saveModelFile(
  files: ModelFilesState,
  format: ExportFormat,
  run: string | null,
): Promise<string | null> {
  const file = await files.make(format, run);
  if (!file) return null;
  saveNamedFile(file);
  return file.name;
}
