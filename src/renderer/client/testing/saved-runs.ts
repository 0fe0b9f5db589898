/** A saved run, for tests. */

import type { SavedRun } from '../../../protocol/saved-runs.ts';
import { statusWith } from './fake-engine.ts';

export function savedRun(id: string, step: number): SavedRun {
  return {
    origin: 'trained',
    ...{ id, name: null, model: statusWith().model, step, goal: 100, stepsPerEpoch: 10, testAccuracy: 0.9 },
    ...{ dataSet: 'MNIST', kernels: 'simd-6x2', threads: 2, saved: '2026-11-21T12:00:00.000Z', elsewhere: false },
  };
}

export function fineTunedNetwork(id: string): SavedRun {
  return { ...savedRun(id, 300), origin: 'fineTuned', goal: 300, stepsPerEpoch: 0 };
}
