/** A chart as SVG: curves, axes, guides and legend of the numbers drawn on the screen. */

import type { ChartGuide } from './chart-guides.ts';
import type { ChartData, ChartSeries } from './line-chart.ts';
import { drawn, markText } from '../../ui/log-scale.ts';
import { thin } from './thin.ts';
import { axisScale, type AxisScale, doublingScale, exactScale, logarithmicScale } from './axis-scale.ts';
import { outlineBetween, shadeOpacity } from './chart-shades.ts';
import { element, type Svg, svgFile } from '../../ui/export/svg.ts';

export type ChartPicture = {
  readonly title: string;
  readonly xLabel: string;
  readonly series: readonly ChartSeries[];
  /** x ascending, then one array per series, of x's length. */
  readonly data: ChartData;
  /** Uses the values that `drawn` (log-scale.ts) leaves. */
  readonly logScale: boolean;
  /** As for the chart on the screen. */
  readonly doublingX?: boolean;
  readonly areShares: boolean;
  readonly guides: readonly ChartGuide[];
  /** Formats a value for the y axis. */
  readonly format: (value: number) => string;
  /** Colour of the theme's custom property. */
  readonly colour: (variable: `--${string}`) => string;
};

const width = 720;
const plot = { left: 76, right: 696, top: 48, bottom: 348 };
const legendTop = plot.bottom + 52;
const lineHeight = 18;
const defaultWidth = 1.5;

const dot = (cx: number, cy: number, fill: string) => element('circle', { cx, cy, r: 2, fill });

/** @returns the text of an SVG file */
export function chartPicture(picture: ChartPicture): string {
  const { title, xLabel, series, data, logScale, doublingX = false, areShares, guides, format, colour } = picture;
  const [xs, ...curves] = data;
  const kept = thin(curves, xs.length, plot.right - plot.left);
  const place = drawn(curves, logScale);
  const values = curves.flatMap((curve) => kept.map((index) => place(curve[index]))).filter((value) => value !== null);
  const drawnXs = kept.map((index) => xs[index]);
  const x = doublingX ? doublingScale(drawnXs) : exactScale(drawnXs);
  const y = logScale ? logarithmicScale(values) : axisScale(values, areShares ? [0, 1] : undefined);
  const right = (value: number) => plot.left + x.share(value) * (plot.right - plot.left);
  const up = (value: number) => plot.bottom - y.share(value) * (plot.bottom - plot.top);
  const within = ({ share }: AxisScale, value: number) => share(value) >= 0 && share(value) <= 1;
  const text = (at: readonly [number, number], content: string, more: Record<string, string | number> = {}) =>
    element('text', { x: at[0], y: at[1], fill: colour('--text-muted'), ...more }, content);
  const line = (from: readonly [number, number], to: readonly [number, number], stroke: string, dash = '') =>
    element('line', {
      x1: from[0],
      y1: from[1],
      x2: to[0],
      y2: to[1],
      stroke,
      ...(dash && { 'stroke-dasharray': dash }),
    });

  function curve(
    { colourVariable, width: thickness = defaultWidth, dash, joined, held, dotted }: ChartSeries,
    at: number,
  ) {
    const stroke = colour(colourVariable);
    let path = '';
    let isDown = false;
    const dots: Svg[] = [];
    for (const index of kept) {
      const value = place(curves[at][index]);
      if (value === null) {
        isDown &&= joined ?? false;
        continue;
      }
      const [px, py] = [right(xs[index]), up(value)];
      path += `${isDown ? 'L' : 'M'}${px.toFixed(1)} ${py.toFixed(1)}`;
      if (held || dotted) dots.push(dot(px, py, stroke));
      isDown = true;
    }
    const look = { d: path, fill: 'none', stroke, 'stroke-width': thickness, 'stroke-linejoin': 'round' };
    return [
      ...(dotted ? [] : [element('path', { ...look, ...(dash && { 'stroke-dasharray': dash.join(' ') }) })]),
      ...dots,
    ];
  }

  const parts: Svg[] = [
    element('rect', { width: '100%', height: '100%', fill: colour('--background') }),
    text([16, 26], title, { fill: colour('--text'), 'font-size': 14, 'font-weight': 600 }),
    ...y.ticks.flatMap((tick) => [
      line([plot.left, up(tick)], [plot.right, up(tick)], colour('--line')),
      text([plot.left - 8, up(tick) + 4], markText(tick, logScale, format), {
        'text-anchor': 'end',
      }),
    ]),
    ...x.ticks.map((tick) =>
      text([right(tick), plot.bottom + 16], tick.toLocaleString('en'), { 'text-anchor': 'middle' }),
    ),
    text([(plot.left + plot.right) / 2, plot.bottom + 33], xLabel, { 'text-anchor': 'middle' }),
    ...guides.flatMap(({ axis, at, label, colourVariable }) => {
      if (!within(axis === 'x' ? x : y, at)) return [];
      const [stroke, isUpright] = [colour(colourVariable), axis === 'x'];
      const [from, to] = isUpright
        ? ([
            [right(at), plot.top],
            [right(at), plot.bottom],
          ] as const)
        : ([
            [plot.left, up(at)],
            [plot.right, up(at)],
          ] as const);
      const corner = isUpright ? ([from[0] + 4, from[1] + 10] as const) : ([plot.left + 4, from[1] - 4] as const);
      return [line(from, to, stroke, '4 3'), text(corner, label, { fill: stroke })];
    }),
    ...series.flatMap(({ shadedToNext, colourVariable }, at) => {
      if (!shadedToNext) return [];
      const outline = outlineBetween(
        xs,
        curves[at],
        curves[at + 1] ?? [],
        (one, value) => `${right(one)},${up(value)}`,
      );
      return [
        element('polygon', { points: outline.join(' '), fill: colour(colourVariable), 'fill-opacity': shadeOpacity }),
      ];
    }),
    ...series.flatMap(curve),
    ...series.flatMap(({ label, colourVariable, dash, dotted }, index) => {
      const middle = legendTop + index * lineHeight;
      const stroke = colour(colourVariable);
      return [
        dotted
          ? dot(plot.left + 9, middle, stroke)
          : line([plot.left, middle], [plot.left + 18, middle], stroke, dash?.join(' ')),
        text([plot.left + 26, middle + 4], label, { fill: colour('--text') }),
      ];
    }),
  ];
  const content = element('g', { 'font-family': 'system-ui, sans-serif', 'font-size': 11 }, parts);
  return svgFile(width, legendTop + series.length * lineHeight, title, [content]);
}
