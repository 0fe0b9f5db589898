/** How a run is told from the others, the same in every chart and list: by a colour and by a dash. */

import type { ChartSeries } from '../plots/line-chart.ts';

const colours = 8;
/** Drawn through, long strokes, dots; as many as share no divisor with the colours, so that 24 runs all look different. */
const dashes = [[], [7, 4], [2, 3]] as const satisfies readonly (readonly number[])[];

export type RunLook = Pick<ChartSeries, 'colourVariable' | 'dash'>;

/** @param id of the run, from 1 */
export function lookOf(id: number): RunLook {
  return { colourVariable: `--run-${((id - 1) % colours) + 1}`, dash: dashes[(id - 1) % dashes.length] };
}
