/** Models and runs as files that a person keeps, opens and takes elsewhere (docs/files.md). */

import * as v from 'valibot';
import { savedRunId } from './saved-runs.ts';
import { bytes, bytesWithin, nothing, type Of, whole } from './values.ts';
import { limits } from '../domain/limits/limits.ts';

/**
 * `gatescope`: the model and its run, to be opened again; `tfjs`: a zipped tfjs LayersModel; `safetensors` and `npz`: the weights for
 * PyTorch and Keras, zipped with a script that loads them; `stepsCsv`, `epochsCsv`: the run's numbers; `recipe`: what makes
 * the run again.
 */
export const exportFormats = ['gatescope', 'tfjs', 'safetensors', 'npz', 'stepsCsv', 'epochsCsv', 'recipe'] as const;

export type ExportFormat = (typeof exportFormats)[number];

export const namedFile = v.object({ name: v.string(), bytes });

export type NamedFile = Of<typeof namedFile>;

export const modelFileRequests = {
  /** One piece of a file that `openModel` opens; `at`: where it stands in the file, 0 for the first. */
  upload: {
    params: v.strictObject({ at: whole(0, Number.MAX_SAFE_INTEGER), bytes: bytesWithin(limits.maxModelPieceBytes) }),
    result: nothing,
  },
  /**
   * Shows the network of the uploaded file with its history; the previous run can be brought back. `isTrial` as in `restart`,
   * and only in place of the shipped network. Answers whether it is shown.
   */
  openModel: {
    params: v.strictObject({
      name: v.pipe(v.string(), v.minLength(1), v.maxLength(limits.maxFileNameCharacters)),
      isTrial: v.optional(v.boolean()),
    }),
    result: v.boolean(),
  },
  /**
   * Trains a network from a file further, from its weights, as a new run with the session's settings. `train` would
   * start with fresh weights.
   */
  trainOn: { params: nothing, result: nothing },
  /** The present network, or a saved run's, between two steps. */
  exportModel: {
    params: v.strictObject({ format: v.picklist(exportFormats), run: v.nullable(savedRunId) }),
    result: namedFile,
  },
};
