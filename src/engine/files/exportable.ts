/** The present or a saved model with its run, ready to export in any format. */

import type { BackendStatus } from '../../protocol/run.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import { infoOf, isMnist } from '../data/data-set.ts';
import { modelConfigOf } from '../../domain/recipe/config.ts';
import type { ModelMetadata } from '../models/model-metadata.ts';
import type { Checkpoint } from '../training/checkpoint.ts';
import { createHistory } from '../history/history.ts';
import type { KeptNetwork } from '../training/kept-network.ts';
import { isRun, type SavedWork } from '../training/saved-file.ts';
import type { Session } from '../training/session.ts';
import type { ModelWithRun } from './model-file.ts';

export type Exportable = ModelWithRun;

/** A copy of the session; call between two steps. */
export function exportableSession(
  session: Session,
  data: DataSetInfo,
  backend: Pick<BackendStatus, 'kernels' | 'threads'>,
): Exportable {
  const { network, history } = session;
  return {
    config: network.config,
    weights: network.readWeights(),
    metadata: { ...metadataOf(session, backend), dataSet: ownDataSet(data) },
    history: { steps: history.since(0), epochs: [...history.epochs], marks: [...history.marks] },
  };
}

/** Of a saved run or a fine-tuned network. */
export function exportableWork(work: SavedWork): Exportable {
  return isRun(work) ? exportableCheckpoint(work) : exportableNetwork(work);
}

function exportableNetwork({ model, recipe, weights, data, saved, ...about }: KeptNetwork): Exportable {
  const { step, testAccuracy, kernels, threads } = about;
  const made = { recipe: { ...recipe, ...model }, step, testAccuracy, testLoss: null, kernels, threads };
  return {
    ...{ config: model, weights, history: { steps: createHistory().since(0), epochs: [], marks: [] } },
    metadata: { ...made, begunFrom: 'fineTuned', created: saved, dataSet: ownDataSet(data) },
  };
}

function exportableCheckpoint({ recipe, weights, history, trainer, ...about }: Checkpoint): Exportable {
  const lastEpoch = history.epochs.at(-1);
  const measured = lastEpoch?.step === trainer.step ? lastEpoch : null;
  return {
    ...{ config: modelConfigOf(recipe), weights, history },
    metadata: {
      ...{ recipe, step: trainer.step, kernels: about.kernels, threads: about.threads, begunFrom: about.begunFrom },
      epsilonPlace: trainer.epsilonPlace,
      testAccuracy: measured?.testAccuracy ?? null,
      testLoss: measured?.testLoss ?? null,
      created: about.saved,
      dataSet: ownDataSet(about.data),
    },
  };
}

/** MNIST is implied, so it is left out. */
function ownDataSet(data: DataSetInfo): DataSetInfo | undefined {
  return isMnist(data) ? undefined : infoOf(data);
}

function metadataOf(session: Session, { kernels, threads }: Pick<BackendStatus, 'kernels' | 'threads'>): ModelMetadata {
  const { network, recipe, step, testAccuracy, history, source, trainer, origin } = session;
  // A network shown as loaded: its file knows more.
  if (!trainer && source?.metadata) return { ...source.metadata, testAccuracy };
  const lastEpoch = history.epochs.at(-1);
  return {
    ...{ recipe: { ...recipe, ...network.config }, step, testAccuracy, kernels, threads },
    testLoss: lastEpoch?.step === step ? lastEpoch.testLoss : null,
    epsilonPlace: trainer?.state.epsilonPlace,
    ...(source && { begunFrom: origin === 'fineTuned' ? origin : (source.file ?? 'pretrained') }),
    created: new Date().toISOString(),
  };
}
