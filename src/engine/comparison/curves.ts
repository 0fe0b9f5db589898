/**
 * The curves of a run in few points: means over equal stretches, so that a long run needs no more space than a short
 * one.
 */

import { type ComparedRun, curveMetrics } from '../../protocol/comparison.ts';
import type { StepRecord } from '../training/trainer.ts';
import { limits } from '../../domain/limits/limits.ts';

export type Curves = {
  push(record: StepRecord): void;
  /** Copies of the points so far, an unfinished stretch included. */
  read(): ComparedRun['curves'];
};

/** The curves of a finished run. */
export function endedCurves(points: ComparedRun['curves']): Curves {
  return { push: () => undefined, read: () => points };
}

/** @param totalSteps of the whole run; determines the length of a stretch */
export function createCurves(totalSteps: number): Curves {
  const stretch = Math.max(1, Math.ceil(totalSteps / limits.maxCurvePoints));
  const sums = curveMetrics.map(() => new Float64Array(Math.ceil(totalSteps / stretch)));
  let steps = 0;

  return {
    push(record) {
      const point = Math.floor(steps / stretch);
      for (const [index, name] of curveMetrics.entries()) sums[index][point] += record[name];
      steps++;
    },
    read() {
      const length = Math.ceil(steps / stretch);
      const stepAfter = (point: number) => Math.min((point + 1) * stretch, steps);
      const mean = (column: Float64Array) =>
        Float32Array.from({ length }, (_, point) => column[point] / (stepAfter(point) - point * stretch));
      const [loss, accuracy, gradientNorm, weightNorm] = sums.map(mean);
      const step = Uint32Array.from({ length }, (_, point) => stepAfter(point));
      return { step, loss, accuracy, gradientNorm, weightNorm };
    },
  };
}
