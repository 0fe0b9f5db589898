/** Straight lines over a chart's curves at places with a meaning: a clip norm, a target, a change by the person. */

import type uPlot from 'uplot';
import { themeColour } from '../../ui/palette.ts';

export type ChartGuide = {
  /** `x`: a vertical line at a place of the x axis; `y`: a horizontal one. */
  readonly axis: 'x' | 'y';
  readonly at: number;
  /** A few characters, written beside the line. */
  readonly label: string;
  /** The theme's custom property with its colour. */
  readonly colourVariable: `--${string}`;
};

/** CSS pixels. */
const fontSize = 10;
const dash = [4, 3];

/** Draws the guides within the axes; for uPlot's `draw` hook. */
export function drawGuides(plot: uPlot, guides: readonly ChartGuide[]): void {
  const { ctx, bbox } = plot;
  const pixels = devicePixelRatio;
  ctx.save();
  ctx.font = `${fontSize * pixels}px system-ui, sans-serif`;
  for (const { axis, at, label, colourVariable } of guides) {
    const { min, max } = plot.scales[axis];
    if (typeof min !== 'number' || typeof max !== 'number' || at < min || at > max) continue;
    const place = Math.round(plot.valToPos(at, axis, true));
    ctx.strokeStyle = ctx.fillStyle = themeColour(colourVariable);
    ctx.lineWidth = pixels;
    ctx.setLineDash(dash.map((length) => length * pixels));
    ctx.beginPath();
    if (axis === 'x') {
      ctx.moveTo(place, bbox.top);
      ctx.lineTo(place, bbox.top + bbox.height);
    } else {
      ctx.moveTo(bbox.left, place);
      ctx.lineTo(bbox.left + bbox.width, place);
    }
    ctx.stroke();
    writeLabel(plot, axis, place, label);
  }
  ctx.restore();
}

/** Beside the line, on the side with room. */
function writeLabel({ ctx, bbox }: uPlot, axis: ChartGuide['axis'], place: number, label: string): void {
  const gap = 3 * devicePixelRatio;
  // An outline in the background's colour keeps it readable over curves.
  const write = (x: number, y: number) => {
    ctx.setLineDash([]);
    ctx.lineWidth = gap;
    ctx.strokeStyle = themeColour('--background');
    ctx.strokeText(label, x, y);
    ctx.fillText(label, x, y);
  };
  if (axis === 'x') {
    const fits = place + gap + ctx.measureText(label).width < bbox.left + bbox.width;
    ctx.textAlign = fits ? 'left' : 'right';
    ctx.textBaseline = 'top';
    write(fits ? place + gap : place - gap, bbox.top + gap);
  } else {
    const fits = place - 14 * devicePixelRatio > bbox.top;
    ctx.textAlign = 'left';
    ctx.textBaseline = fits ? 'bottom' : 'top';
    write(bbox.left + gap, fits ? place - gap / 2 : place + gap / 2);
  }
}
