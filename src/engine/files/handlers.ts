/** Handlers for model files. Each client has its own upload. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { BackendStatus } from '../../protocol/run.ts';
import type { modelFileRequests } from '../../protocol/model-files.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import { mnistInfo } from '../data/data-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Lab } from '../run/lab.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { digitClasses } from '../../domain/recipe/network-fields.ts';
import type { CheckpointFolder } from '../training/checkpoint-folder.ts';
import { openSession, trainOnSession } from '../training/session.ts';
import { type Exportable, exportableWork, exportableSession } from './exportable.ts';
import { exportAs } from './exports.ts';
import { decodeModelFile, fileUnusable, type OpenedModel } from './model-file.ts';
import { createUpload } from './upload.ts';

export type ModelFileSurroundings = {
  readonly lab: Lab;
  readonly pool: KernelPool;
  readonly backend: BackendStatus;
  /** Where saved runs are; null: nowhere. */
  readonly checkpoints: CheckpointFolder | null;
};

/** Makes the handlers for model files. */
export function modelFileHandlers({
  lab,
  pool,
  backend,
  checkpoints,
}: ModelFileSurroundings): Pick<EngineFunctions, keyof typeof modelFileRequests> {
  const upload = createUpload();

  /** Copies, consistent between two steps. @param id of a saved run; null: the present network */
  async function exportable(id: string | null): Promise<Exportable> {
    const { session, data, runner, id: presentId } = lab.shown();
    if (checkpoints && id !== null && id !== presentId) {
      return exportableWork(await checkpoints.load(id));
    }
    return runner.between(() => exportableSession(session, data, backend));
  }

  return {
    async upload({ at, bytes }) {
      await Promise.resolve();
      upload.add(at, bytes);
      return undefined;
    },
    async openModel({ name, isTrial }) {
      const model = await decodeModelFile(name, upload.take());
      const { classes } = model.config;
      const recipe = { ...(model.metadata?.recipe ?? defaultRecipe), ...model.config };
      return lab.adopt(
        ({ name: learned, classNames }) => {
          if (classes !== classNames.length)
            throw fileUnusable(name, `it has ${classes} classes, but ${learned} has ${classNames.length}`);
          return openSession(pool, model, recipe, name, model.history);
        },
        // Whatever a person has chosen meanwhile stays.
        () => !isTrial || lab.session.origin === 'pretrained',
        learnedBy(model),
        isTrial,
      );
    },
    async trainOn() {
      await lab.adopt(
        // Only now: earlier commands may have changed the data set.
        () => trainOnSession(pool, lab.session, lab.data().train),
        () => !lab.session.trainer,
      );
      await lab.start('goal');
      return undefined;
    },
    exportModel: async ({ format, run }) => exportAs(format, await exportable(run)),
  };
}

/** A model that does not name its data set: ten classes mean MNIST. */
function learnedBy({ config, metadata }: OpenedModel): DataSetInfo {
  if (metadata?.dataSet) return metadata.dataSet;
  return config.classes === digitClasses ? mnistInfo : { id: 'unknown', name: 'of this model', classNames: [] };
}
