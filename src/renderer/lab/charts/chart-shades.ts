/** Shades the gap between a curve and the next one, such as that between training and test. */

import type uPlot from 'uplot';
import { themeColour } from '../../ui/palette.ts';

/** The parts of a curve's look that decide it. */
type Shaded = { readonly shadedToNext?: boolean; readonly colourVariable: `--${string}` };

export const shadeOpacity = 0.16;

/** Places of the values that both curves have, there and back: the outline of the area between them. */
export function outlineBetween<Place>(
  xs: ArrayLike<number>,
  upper: ArrayLike<number | null | undefined>,
  lower: ArrayLike<number | null | undefined>,
  place: (x: number, value: number) => Place,
): Place[] {
  const [there, back]: [Place[], Place[]] = [[], []];
  for (let index = 0; index < xs.length; index++) {
    const [high, low] = [upper[index], lower[index]];
    if (typeof high !== 'number' || typeof low !== 'number') continue;
    there.push(place(xs[index], high));
    back.unshift(place(xs[index], low));
  }
  return [...there, ...back];
}

/** Paints below the curves. */
export function drawShades(plot: uPlot, series: readonly Shaded[]): void {
  const { ctx: context, data } = plot;
  context.save();
  series.forEach(({ shadedToNext, colourVariable }, index) => {
    if (!shadedToNext) return;
    const outline = outlineBetween(data[0], data[index + 1], data[index + 2] ?? [], (x, value) => [
      plot.valToPos(x, 'x', true),
      plot.valToPos(value, 'y', true),
    ]);
    context.globalAlpha = shadeOpacity;
    context.fillStyle = themeColour(colourVariable);
    context.beginPath();
    for (const [x, y] of outline) context.lineTo(x, y);
    context.fill();
  });
  context.restore();
}
