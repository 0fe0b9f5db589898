/** What `gatescope export` does. */

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
 * @param out undefined: a file named by the model, in the present folder
 * @returns where it was written
 * @throws GatescopeError where the model cannot be used; Error where the run is not known, or the file cannot be written
 */
export async function exportModel(path: string, format: ExportFormat, out: string | undefined): Promise<string> {
  if (out?.trim() === '')
    throw new Error('--out names no file. Name one, or leave --out away for a file named by the model.');
  const model = await openModel(path);
  const numbers = { stepsCsv: model.history?.steps.loss, epochsCsv: model.history?.epochs };
  // A file that was made of a folder has a history of nothing.
  if ((format === 'stepsCsv' || format === 'epochsCsv') && !numbers[format]?.length) {
    throw new Error(
      `${path} does not hold the numbers of its run. Name a .gatescope file that the app saved, or take the lines of "train --json".`,
    );
  }
  if (!model.metadata && format === 'recipe') {
    throw new Error(`${path} does not say by which recipe it was trained. Name a model that Gatescope saved.`);
  }
  const { name, bytes } = await exportAs(format, complete(model));
  const place = out ?? name;
  await writeAtomically(place, bytes).catch((error: unknown) => {
    const reason = messageOf(error);
    throw new Error(`${place} cannot be written (${reason}). Choose another place with --out.`, { cause: error });
  });
  return place;
}

/** A plain LayersModel says nothing of what made it. */
function complete({ config, weights, metadata, history }: OpenedModel): ModelWithRun {
  const recipe = { ...defaultRecipe, ...config };
  const unknown = { recipe, step: 0, testAccuracy: null, testLoss: null, created: new Date().toISOString() };
  return { config, weights, metadata: metadata ?? unknown, history: history ?? noHistory };
}
