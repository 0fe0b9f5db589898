/** Runs `gatescope export`. */

import { perMetric } from '../../protocol/step-metrics.ts';
import { exportAs } from '../../engine/files/exports.ts';
import type { ModelWithRun, OpenedModel } from '../../engine/files/model-file.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { writeAtomically } from '../../engine/system/write-atomically.ts';
import type { ExportFormat } from '../../protocol/model-files.ts';
import { messageOf } from '../../domain/errors.ts';
import { openModel } from '../shared/open-model.ts';

const none = new Float32Array();
const noHistory: ModelWithRun['history'] = {
  steps: { firstStep: 1, ...perMetric(() => none) },
  epochs: [],
  marks: [],
};

/**
 * @param out undefined: a file named after the model, in the present folder
 * @returns its path
 * @throws GatescopeError where the model cannot be used; Error where its run is unknown, or the file cannot be written
 */
export async function exportModel(path: string, format: ExportFormat, out: string | undefined): Promise<string> {
  if (out?.trim() === '')
    throw new Error('--out names no file. Name one, or omit --out to name the file after the model.');
  const model = await openModel(path);
  const numbers = { stepsCsv: model.history?.steps.loss, epochsCsv: model.history?.epochs };
  // A file made from a folder has an empty history.
  if ((format === 'stepsCsv' || format === 'epochsCsv') && !numbers[format]?.length) {
    throw new Error(
      `${path} does not contain the figures of its run. Name a .gatescope file that the app saved, or use the output of "train --json".`,
    );
  }
  if (!model.metadata && format === 'recipe') {
    throw new Error(`${path} does not contain its recipe. Name a model that Gatescope saved.`);
  }
  const { name, bytes } = await exportAs(format, complete(model));
  const place = out ?? name;
  await writeAtomically(place, bytes).catch((error: unknown) => {
    const reason = messageOf(error);
    throw new Error(`${place} cannot be written (${reason}). Choose another place with --out.`, { cause: error });
  });
  return place;
}

/** A plain LayersModel does not say how it was made. */
function complete({ config, weights, metadata, history }: OpenedModel): ModelWithRun {
  const recipe = { ...defaultRecipe, ...config };
  const unknown = { recipe, step: 0, testAccuracy: null, testLoss: null, created: new Date().toISOString() };
  return { config, weights, metadata: metadata ?? unknown, history: history ?? noHistory };
}
