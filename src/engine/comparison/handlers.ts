/** Handlers for comparison requests. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import type { Digit } from '../../protocol/answers.ts';
import { experiments } from '../../domain/experiments/experiments.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { ComparisonQueue } from './comparison.ts';
import { createRunTraces } from './run-traces.ts';

type ComparisonFunctions = Pick<
  EngineFunctions,
  'getComparison' | 'compare' | 'stopComparison' | 'renameRun' | 'removeRuns' | 'traceRun'
>;

/**
 * Makes the handlers for comparison requests.
 * @param shown the present data set
 * @param testDigit looks one up in its test set
 */
export function comparisonHandlers(
  comparison: ComparisonQueue,
  pool: KernelPool,
  shown: () => DataSetInfo,
  testDigit: (index: number) => Digit,
): ComparisonFunctions {
  const traces = createRunTraces(pool, comparison, shown, testDigit);
  return {
    getComparison: async () => {
      await comparison.ready;
      return comparison.snapshot();
    },
    compare: async (params) => {
      await comparison.ready;
      const queued =
        'experiment' in params ? experiments[params.experiment] : { name: null, runs: params.runs, rereads: [] };
      comparison.add(queued);
      return undefined;
    },
    async stopComparison() {
      await comparison.stop();
      return undefined;
    },
    async renameRun({ id, name }) {
      await comparison.ready;
      comparison.rename(id, name);
      return undefined;
    },
    async removeRuns({ ids }) {
      await comparison.ready;
      comparison.remove(ids);
      traces.forgetGone();
      return undefined;
    },
    traceRun: async ({ id, source }) => Promise.resolve(traces.trace(id, source)),
  };
}
