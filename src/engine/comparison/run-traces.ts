/** How the networks of finished runs read a digit. Their weights are kept; the networks themselves are made when asked for. */

import type { Digit, DigitSource, Trace } from '../../protocol/trace.ts';
import type { KernelPool } from '../kernels/pool.ts';
import { type TracedSession, traceDigit } from '../live-trace.ts';
import { modelConfigOf } from '../models/config.ts';
import { createNetwork } from '../models/create-network.ts';
import type { ComparisonQueue } from './comparison.ts';

/** Two are looked at side by side; one of 784 steps takes some hundred megabytes. */
const mostNetworks = 2;

/**
 * @param testDigit looks up a digit of the test set
 * @returns throws GatescopeError for a run that is not done
 */
export function createRunTraces(
  pool: KernelPool,
  resultOf: ComparisonQueue['resultOf'],
  testDigit: (index: number) => Digit,
): (id: number, source: DigitSource) => Trace {
  /** By run, the one asked for last at the end. */
  const sessions = new Map<number, TracedSession>();

  function open(id: number): TracedSession {
    const { recipe, weights, step } = resultOf(id);
    const known = sessions.get(id);
    sessions.delete(id);
    const network = known?.network ?? createNetwork(pool, modelConfigOf(recipe), weights);
    const session = { network, step, origin: 'trained' } as const;
    sessions.set(id, session);
    for (const [oldest, { network: unused }] of sessions) {
      if (sessions.size <= mostNetworks) break;
      unused.dispose();
      sessions.delete(oldest);
    }
    return session;
  }

  return (id, source) => {
    const digit = source.kind === 'test' ? testDigit(source.index) : { pixels: source.pixels, label: null };
    return traceDigit(open(id), { source, digit });
  };
}
