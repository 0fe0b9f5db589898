/** Models, runs and recipes as files: saving and opening. */

import { zipSync } from 'fflate';
import { parseRecipeFile } from '../../domain/recipe/recipe-file.ts';
import { weightPathsOf } from '../../domain/weights-manifest.ts';
import { GatescopeError } from '../../domain/errors.ts';
import type { ExportFormat, NamedFile } from '../../protocol/model-files.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { limits, sizeOf } from '../../domain/limits/limits.ts';
import type { EngineClient } from '../client/engine-client.ts';
import type { OpenedFile } from '../../protocol/desktop.ts';
import { type Pace, pieceBytes } from '../client/pace.ts';

export type ModelFilesState = {
  /** Share (0 to 1) of an opened file's bytes that is sent; null when idle. */
  readonly opening: number | null;
  /**
   * Shows the network of a .gatescope file, or of a zipped folder; reports failures.
   * One file after the other: the engine gathers the pieces of one.
   * @param isTrial only to pass by, in place of the shipped network: what comes next brings that back
   * @returns whether it is shown
   */
  readonly open: (file: OpenedFile, isTrial?: boolean) => Promise<boolean>;
  /** The same for the files of a model's folder. */
  readonly openParts: (files: readonly OpenedFile[]) => Promise<void>;
  /** @returns the recipe in a file; null where there is none, which has been reported */
  readonly readRecipe: (file: OpenedFile) => Recipe | null;
  /**
   * @param run a saved run's id; null for the shown run
   * @returns null where it failed, which has been reported
   */
  readonly make: (format: ExportFormat, run: string | null) => Promise<NamedFile | null>;
};

/**
 * @param keepPace shared with everything else that the page sends
 * @param onError is told why something failed
 */
export function createModelFiles(
  ask: EngineClient['ask'],
  keepPace: Pace,
  onError: (thrown: unknown) => void,
): ModelFilesState {
  let opening = $state<number | null>(null);

  async function send({ name, bytes }: OpenedFile, isTrial: boolean): Promise<boolean> {
    if (bytes.length > limits.maxModelBytes) throw unusable(name, `it is larger than ${sizeOf(limits.maxModelBytes)}`);
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      opening = at / bytes.length;
      const piece = bytes.slice(at, at + pieceBytes);
      await ask('upload', { at, bytes: piece });
      await keepPace(piece.length);
    }
    return ask('openModel', { name, isTrial });
  }

  let turn: Promise<boolean> = Promise.resolve(false);

  function open(file: OpenedFile, isTrial = false): Promise<boolean> {
    turn = turn.then(() => openNow(file, isTrial));
    return turn;
  }

  async function openNow(file: OpenedFile, isTrial: boolean): Promise<boolean> {
    opening = 0;
    try {
      return await send(file, isTrial);
    } catch (thrown) {
      onError(thrown);
      return false;
    } finally {
      opening = null;
    }
  }

  return {
    get opening() {
      return opening;
    },
    open,
    async openParts(files) {
      const isModel = ({ name, bytes }: OpenedFile) =>
        name.endsWith('.json') && weightPathsOf(new TextDecoder().decode(bytes)) !== null;
      const { name = 'model.json' } = files.find(isModel) ?? {};
      const entries = files.map((file) => [file.name === name ? 'model.json' : file.name, file.bytes] as const);
      // Stored uncompressed: only the engine on the same machine reads it.
      await open({ name, bytes: zipSync(Object.fromEntries(entries), { level: 0 }) });
    },
    readRecipe({ name, bytes }) {
      const parsed = parseRecipeFile(new TextDecoder().decode(bytes));
      if (!('why' in parsed)) return parsed.recipe;
      onError(unusable(name, parsed.why));
      return null;
    },
    async make(format, run) {
      try {
        return await ask('exportModel', { format, run });
      } catch (thrown) {
        onError(thrown);
        return null;
      }
    },
  };
}

function unusable(file: string, why: string): GatescopeError {
  return new GatescopeError('fileUnusable', `${file} cannot be opened: ${why}.`, { file, why });
}
