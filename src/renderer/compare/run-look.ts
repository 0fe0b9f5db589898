/** A run's look, the same in every chart and list: a colour, and a dash for those who cannot tell the colours apart. */

import type { ChartSeries } from '../lab/charts/line-chart.ts';

const colours = 8;
/** As many as colours, so that eight successive runs differ by dash alone. */
const dashes = [
  ...[[], [7, 4], [2, 3], [10, 3, 2, 3]],
  ...[
    [14, 4],
    [2, 8],
    [4, 2],
    [10, 3, 2, 3, 2, 3],
  ],
] as const satisfies readonly (readonly number[])[];

export type RunLook = Pick<ChartSeries, 'colourVariable' | 'dash'>;

/** @param id of the run, from 1; up to 64 runs look different */
export function lookOf(id: number): RunLook {
  const round = Math.floor((id - 1) / colours);
  return { colourVariable: `--run-${((id - 1) % colours) + 1}`, dash: dashes[(id - 1 + round) % dashes.length] };
}
