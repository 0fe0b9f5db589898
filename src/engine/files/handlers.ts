/** What a client asks about models as files. Each client has an upload of its own. */

import type { BackendStatus, EngineFunctions } from '../../protocol/api.ts';
import type { ModelFileRequests } from '../../protocol/model-files.ts';
import type { Mnist } from '../data/mnist.ts';
import type { KernelPool } from '../kernels/pool.ts';
import type { Lab } from '../lab.ts';
import { defaultRecipe } from '../models/config.ts';
import type { CheckpointFolder } from '../training/checkpoint-folder.ts';
import { openSession, trainOnSession } from '../training/session.ts';
import { type Exportable, exportableCheckpoint, exportableSession } from './exportable.ts';
import { exportAs } from './exports.ts';
import { decodeModelFile } from './model-file.ts';
import { createUpload } from './upload.ts';

export type ModelFileSurroundings = {
  readonly lab: Lab;
  readonly pool: KernelPool;
  readonly backend: BackendStatus;
  /** @throws GatescopeError where the digits could not be read */
  readonly requireDigits: () => Mnist;
  /** Where earlier runs are; null: nowhere. */
  readonly checkpoints: CheckpointFolder | null;
};

export function modelFileHandlers({
  lab,
  pool,
  backend,
  requireDigits,
  checkpoints,
}: ModelFileSurroundings): Pick<EngineFunctions, keyof ModelFileRequests> {
  const upload = createUpload();

  /** Copies of one moment. @param id of a saved run; null: the present network */
  async function exportable(id: string | null): Promise<Exportable> {
    const { session, runner, id: presentId } = lab.shown();
    if (checkpoints && id !== null && id !== presentId) {
      return exportableCheckpoint(await checkpoints.load(id, requireDigits().train.count));
    }
    return runner.between(() => exportableSession(session, backend));
  }

  return {
    async upload({ at, bytes }) {
      await Promise.resolve();
      upload.add(at, bytes);
      return undefined;
    },
    async openModel({ name }) {
      const model = await decodeModelFile(name, upload.take());
      const recipe = { ...(model.metadata?.recipe ?? defaultRecipe), ...model.config };
      await lab.adopt(
        () => openSession(pool, model, recipe, name, model.history),
        () => true,
      );
      return undefined;
    },
    async trainOn() {
      const { train } = requireDigits();
      await lab.adopt(
        () => trainOnSession(pool, lab.session, train),
        () => !lab.session.trainer,
      );
      await lab.start('goal');
      return undefined;
    },
    exportModel: async ({ format, run }) => exportAs(format, await exportable(run)),
  };
}
