/** The unit to speak of where a person has chosen none. */

import type { LayerTrace } from '../../../../protocol/trace.ts';

/**
 * The unit whose hidden state is farthest from 0 after a step, the first of several.
 * @param row a step from 0 that was read
 */
export function loudestUnit({ matrices }: LayerTrace, units: number, row: number): number {
  const states = matrices.hiddenState?.subarray(row * units, (row + 1) * units) ?? new Float32Array();
  return states.reduce((loudest, state, unit) => (Math.abs(state) > Math.abs(states[loudest]) ? unit : loudest), 0);
}
