/** Holds what an engine tells of its runs together: each run from its first step, none missing, none twice. */

import type { EngineStatus, History } from '../../src/protocol/run.ts';
import type { StepColumns } from '../../src/protocol/step-metrics.ts';

export function createUnbrokenSteps() {
  let session = NaN;
  let losses: number[] = [];
  let all = 0;
  const gaps: string[] = [];

  return {
    /** Steps told of all runs. */
    get all() {
      return all;
    },
    /** Steps told of the present run. */
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
        gaps.push(`In session ${session} came step ${firstStep} after step ${losses.length}.`);
      losses.length = firstStep - 1;
      losses.push(...loss);
      all += loss.length;
    },
    /** A run that rests has this history: was all of it told, and nothing else? */
    compare({ steps }: Pick<History, 'steps'>) {
      const same = steps.loss.length === losses.length && steps.loss.every((loss, index) => loss === losses[index]);
      if (!same) gaps.push(`Of the ${steps.loss.length} steps of session ${session} not all were told as they are.`);
    },
  };
}
