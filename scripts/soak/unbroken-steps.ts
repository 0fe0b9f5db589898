/** Checks the steps that an engine reports: each run from its first step, none missing, none twice. */

import type { EngineStatus, History } from '../../src/protocol/run.ts';
import type { StepColumns } from '../../src/protocol/step-metrics.ts';

export function createUnbrokenSteps() {
  let session = NaN;
  let losses: number[] = [];
  let all = 0;
  const gaps: string[] = [];

  return {
    /** Reported steps of all runs. */
    get all() {
      return all;
    },
    /** Reported steps of the present run. */
    get last() {
      return losses.length;
    },
    /** What was missing or came twice, a sentence each. */
    gaps: gaps as readonly string[],
    hearStatus(status: Pick<EngineStatus, 'session'>) {
      if (status.session === session) return;
      session = status.session;
      losses = [];
    },
    hear({ firstStep, loss }: Pick<StepColumns, 'firstStep' | 'loss'>) {
      if (firstStep !== losses.length + 1)
        gaps.push(`In session ${session} step ${firstStep} followed step ${losses.length}.`);
      losses.length = firstStep - 1;
      losses.push(...loss);
      all += loss.length;
    },
    /** Compares a resting run's history with what was reported. */
    compare({ steps }: Pick<History, 'steps'>) {
      const same = steps.loss.length === losses.length && steps.loss.every((loss, index) => loss === losses[index]);
      if (!same) gaps.push(`Of the ${steps.loss.length} steps of session ${session} some were reported wrongly.`);
    },
  };
}
