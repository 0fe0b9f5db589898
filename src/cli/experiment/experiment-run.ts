/** Runs `gatescope experiment` and reports on it line by line. */

import { createComparison } from '../../engine/comparison/comparison.ts';
import { mnistDataSet } from '../../engine/data/data-set.ts';
import { loadMnist } from '../../engine/data/mnist.ts';
import type { Experiment } from '../../domain/experiments/experiments.ts';
import { hasEnded } from '../../domain/experiments/make-room.ts';
import type { ComparedRun } from '../../protocol/comparison.ts';
import type { EngineAssets } from '../../protocol/host.ts';
import { computedBy } from '../shared/computed-by.ts';
import { createExperimentReport } from './experiment-report.ts';
import type { Io } from '../shared/io.ts';
import { startPool } from '../shared/open-network.ts';

/** @throws Error where the digits cannot be read; Interruption, after reporting what was done if it had begun */
export async function runExperiment(
  experiment: Experiment,
  json: boolean,
  assets: EngineAssets,
  io: Io,
): Promise<void> {
  const pool = await startPool(assets, io);
  const digits = mnistDataSet(await loadMnist(assets.dataDirectory));
  // A signal that was aborted meanwhile calls no new listener.
  io.signal.throwIfAborted();
  const report = createExperimentReport(experiment, computedBy(pool), json, io);
  /** Their last reported states; runs that an interruption kept from beginning are gone at the end. */
  const seen = new Map<number, ComparedRun>();
  const told = new Set<number>();
  const comparison = createComparison(
    pool,
    () => digits,
    () => {
      for (const run of comparison.snapshot().runs) {
        seen.set(run.id, run);
        tell(run);
      }
    },
  );

  function tell(run: ComparedRun): void {
    if (run.state === 'running') report.progress(run);
    if (!hasEnded(run) || told.has(run.id)) return;
    told.add(run.id);
    report.run(run);
  }

  const stop = () => void comparison.stop();
  io.signal.addEventListener('abort', stop);
  comparison.add(experiment);
  await comparison.finished();
  io.signal.removeEventListener('abort', stop);
  const runs = [...seen.values()].map((run): ComparedRun => (hasEnded(run) ? run : { ...run, state: 'stopped' }));
  runs.forEach(tell);
  report.result(runs);
  io.signal.throwIfAborted();
}
