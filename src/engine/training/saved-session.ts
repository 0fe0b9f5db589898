/** The part of a session that is saved during training. */

import type { BackendStatus } from '../../protocol/run.ts';
import { createAutosave, type Autosave } from './autosave.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import type { Checkpoint, RunnerState } from './checkpoint.ts';
import type { KeptNetwork } from './kept-network.ts';
import type { CheckpointFolder } from './checkpoint-folder.ts';
import type { Runner, RunnerEvents } from './runner.ts';
import type { Past } from '../timeline/timeline-folder.ts';
import type { Session } from './session.ts';
import type { Trainer } from './trainer.ts';

/** The origin that a checkpoint records. */
export type Origin = Pick<BackendStatus, 'kernels' | 'threads'> & {
  /** Number of training images. */
  readonly digits: number;
  readonly data: DataSetInfo;
  /** Of the run, if a person gave it one. */
  readonly name?: string | undefined;
};

/** Skips saving if nothing has changed, and never saves a network that was neither trained nor fine-tuned. */
export function autosaveSession(
  folder: CheckpointFolder,
  id: string,
  session: Session,
  runner: Pick<Runner, 'between' | 'phase'>,
  origin: Origin,
  { onFailure }: Pick<RunnerEvents, 'onFailure'>,
): Autosave {
  const stateOf = () => `${session.step} ${session.history.epochs.length} ${session.history.marks.length}`;
  let saved = '';
  return createAutosave(
    async () => {
      const { trainer } = session;
      const isOwnWork = trainer ? runner.phase !== 'idle' : session.origin === 'fineTuned';
      if (!isOwnWork || stateOf() === saved) return 0;
      const { state, work, past, took } = await runner.between((runnerState) => {
        const begun = performance.now();
        const copy = trainer ? checkpointOf(session, trainer, runnerState, origin) : networkOf(session, origin);
        return { state: stateOf(), work: copy, past: pastOf(session), took: performance.now() - begun };
      });
      const tookToo = await folder.save(id, work, past);
      saved = state;
      return took + tookToo;
    },
    (error) => {
      onFailure(error);
    },
    folder.saveSeconds * 1000,
  );
}

function checkpointOf(session: Session, trainer: Trainer, runner: RunnerState, origin: Origin): Checkpoint {
  const { recipe, network, history, source } = session;
  return {
    ...{ recipe, ...origin, trainer: trainer.state, runner, saved: new Date().toISOString() },
    ...{ weights: network.readWeights(), optimizer: network.readOptimizer() },
    ...(source && { begunFrom: source.file ?? 'pretrained' }),
    history: { steps: history.since(0), epochs: [...history.epochs], marks: [...history.marks] },
  };
}

/** Moments are immutable, so they are not copied. The run itself holds the present weights. */
function pastOf({ snapshots, network, step: present }: Session): Past | null {
  if (!snapshots) return null;
  const moments = snapshots.moments.filter(({ step }) => step < present);
  return { first: snapshots.first, moments, weightsOf: (weights) => network.weightsOf(weights) };
}

function networkOf(session: Session, { data, kernels, threads, name }: Origin): KeptNetwork {
  const { network, recipe, step, testAccuracy } = session;
  const about = { model: network.config, recipe, step, testAccuracy, data, kernels, threads, name };
  return { ...about, weights: network.readWeights(), saved: new Date().toISOString() };
}
