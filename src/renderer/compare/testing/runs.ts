/** Runs for tests. */

import type { ComparedRun } from '../../../protocol/comparison.ts';
import { mnistInfo } from '../../client/testing/data-sets.ts';
import { defaultRecipe } from '../../../domain/recipe/config.ts';

/** A finished run with two points on its curves and 90 % accuracy. */
export function runWith(changes: Partial<ComparedRun> = {}): ComparedRun {
  return {
    name: 'LSTM',
    dataSet: mnistInfo,
    recipe: defaultRecipe,
    digits: 1000,
    id: 1,
    experiment: null,
    replaces: [],
    state: 'done',
    error: null,
    parameters: 81_674,
    step: 20,
    totalSteps: 20,
    curves: {
      step: Uint32Array.of(10, 20),
      loss: Float32Array.of(2, 1),
      accuracy: Float32Array.of(0.25, 0.5),
      gradientNorm: Float32Array.of(4, 2),
      weightNorm: Float32Array.of(9, 10),
    },
    testAccuracy: [{ order: 'rowsDown', accuracy: 0.9 }],
    gradientFlow: null,
    seconds: 1,
    ...changes,
  };
}
