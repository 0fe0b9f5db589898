/** How the networks of completed runs read a digit. Weights are kept; networks are created on demand. */

import type { DataSetInfo } from '../../domain/data-set.ts';
import { GatescopeError } from '../../domain/errors.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import type { DigitSource, Trace } from '../../protocol/trace.ts';
import type { Digit } from '../../protocol/answers.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { type TracedSession, traceDigit } from '../run/live-trace.ts';
import { modelConfigOf, truncationOfRecipe } from '../../domain/recipe/config.ts';
import { limits } from '../../domain/limits/limits.ts';
import { createNetwork } from '../models/create-network.ts';
import type { Network, Weight } from '../models/network.ts';
import type { ComparisonQueue } from './comparison.ts';

export type RunTraces = {
  /**
   * @throws GatescopeError if the run has no network, `otherDataSet` if it was trained on another set, `memoryShort` if
   * its network does not fit
   */
  trace(id: number, source: DigitSource): Trace;
  /** Frees the networks of removed runs. */
  forgetGone(): void;
};

/** @param shown the present data set @param testDigit looks one up in its test set */
export function createRunTraces(
  pool: KernelPool,
  runs: Pick<ComparisonQueue, 'resultOf' | 'has'>,
  shown: () => DataSetInfo,
  testDigit: (index: number) => Digit,
): RunTraces {
  /** By run id, most recently used last. */
  const sessions = new Map<number, TracedSession>();

  function open(id: number): TracedSession {
    forgetGone();
    const { recipe, weights, step } = runs.resultOf(id);
    const known = sessions.get(id);
    if (known) sessions.delete(id);
    else if (sessions.size === limits.maxTracedRuns) forget([...sessions.keys()].slice(0, 1));
    const session = known ?? {
      network: openForOneDigit(recipe, weights),
      step,
      origin: 'trained',
      truncation: truncationOfRecipe(recipe),
      knowsNonDigits: recipe.nonDigits > 0,
    };
    sessions.set(id, session);
    return session;
  }

  function openForOneDigit(recipe: Recipe, weights: readonly Weight[]): Network {
    return createNetwork(pool, modelConfigOf(recipe), weights, { batchSize: 1, room: 1 });
  }

  function forget(ids: readonly number[]): void {
    for (const id of ids) {
      sessions.get(id)?.network.dispose();
      sessions.delete(id);
    }
  }

  function forgetGone(): void {
    forget([...sessions.keys()].filter((id) => !runs.has(id)));
  }

  return {
    trace(id, source) {
      if (source.kind === 'drawing')
        return traceDigit(open(id), { source, digit: { pixels: source.pixels, label: null } });
      const { dataSet } = runs.resultOf(id);
      if (dataSet.id !== shown().id) throw otherDataSet(dataSet.name);
      return traceDigit(open(id), { source, digit: testDigit(source.index) });
    },
    forgetGone,
  };
}

function otherDataSet(name: string): GatescopeError {
  const message = `This run was trained on ${name}: open that data set to view its test images.`;
  return new GatescopeError('otherDataSet', message, { name });
}
