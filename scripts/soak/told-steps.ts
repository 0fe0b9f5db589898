/** The steps that an engine reported over all its lives: a repeated step must come out the same, bit for bit. */

import type { StepColumns } from '../../src/protocol/step-metrics.ts';

/** `time`: milliseconds, when this life heard of it. */
type Step = { readonly loss: number; readonly gradientNorm: number; readonly time: number };

export function createToldSteps() {
  const steps: Step[] = [];
  let again = 0;
  let last = 0;
  let begun = 0;

  /** @returns how many of them had been reported before */
  function keep({ firstStep, loss, gradientNorm }: StepColumns, time: number): number {
    let known = 0;
    for (const [index, value] of loss.entries()) {
      const step = firstStep + index;
      if (step > steps.length + 1) throw new Error(`Step ${step} followed step ${steps.length}.`);
      const before = steps.at(step - 1);
      const now: Step = { loss: value, gradientNorm: gradientNorm[index], time };
      if (before && !(Object.is(before.loss, now.loss) && Object.is(before.gradientNorm, now.gradientNorm)))
        throw new Error(`Step ${step} has the loss ${now.loss}; before the kill it had ${before.loss}.`);
      if (before) known++;
      steps[step - 1] = now;
    }
    last = firstStep + loss.length - 1;
    return known;
  }

  return {
    /** The last step of this life. */
    get last() {
      return last;
    },
    /** Number of repeated steps. */
    get again() {
      return again;
    },
    /**
     * A life begins with this history. Without one it begins another run: nothing had been saved, so other kernels may
     * compute it. @throws Error where it is not that of the lives before
     */
    begin(history: StepColumns, time: number) {
      if (history.loss.length === 0) steps.length = 0;
      keep(history, time);
      begun = time;
    },
    /** @throws Error where a step came out otherwise than before, or steps are missing */
    hear(columns: StepColumns, time: number) {
      again += keep(columns, time);
    },
    /** Seconds of this life from that step to its last one. */
    secondsSince(step: number): number {
      if (step >= last) return 0;
      return (steps[last - 1].time - (step > 0 ? steps[step - 1].time : begun)) / 1000;
    },
  };
}
