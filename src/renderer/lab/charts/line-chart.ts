/**
 * A thin wrapper over uPlot for growing curves: thins them to the available pixels, follows the theme, and reports the
 * point under the pointer. LineChart.svelte has legend and layout.
 */

import uPlot from 'uplot';
import { type ChartGuide, drawGuides } from './chart-guides.ts';
import { drawShades } from './chart-shades.ts';
import { markText } from '../../ui/log-scale.ts';
import { themeColour } from '../../ui/palette.ts';
import { createDrawnPoints } from './drawn-points.ts';

export type ChartSeries = {
  readonly label: string;
  /** The theme's custom property with its colour. */
  readonly colourVariable: `--${string}`;
  /** CSS pixels; 1.5 by default. */
  readonly width?: number;
  /** Each value holds until the next one: a dot marks where it begins, even at the end. */
  readonly held?: boolean;
  /** Lengths of strokes and gaps in CSS pixels, so that a curve is recognised by more than its colour. */
  readonly dash?: readonly number[];
  /** Continues across points where the curve has no value. */
  readonly joined?: boolean;
  /** Dots without a line between them. */
  readonly dotted?: boolean;
  /** Whether the gap to the next curve is shaded. */
  readonly shadedToNext?: boolean;
};

export type ChartData = uPlot.AlignedData;

/** What is drawn and what is written in a table; where it is left out: linear, no shares, no guides, `magnitude`. */
export type ChartProps = {
  readonly title: string;
  readonly xLabel: string;
  readonly series: readonly ChartSeries[];
  /** x, then one array per series. */
  readonly data: ChartData;
  readonly logScale?: boolean;
  /** Whether x doubles in equal distances. */
  readonly doublingX?: boolean;
  readonly areShares?: boolean;
  /** Lines over the curves that say what a place means. */
  readonly guides?: readonly ChartGuide[];
  /** How legend, y axis and table write a value. */
  readonly format?: (value: number) => string;
};

export type LineChartOptions = {
  readonly series: readonly ChartSeries[];
  readonly xLabel: string;
  /** Logarithmic y axis, with the values that `placeWithin` (log-scale.ts) leaves. */
  readonly logScale: boolean;
  /** As in {@link ChartProps}. */
  readonly doublingX: boolean;
  /** Whether the values are shares; their axis stays within 0 to 1. */
  readonly areShares: boolean;
  /** Formats a value for the y axis. */
  readonly format: (value: number) => string;
  /** Index into the data of the point nearest to the pointer, null without a pointer. */
  readonly oncursor: (index: number | null) => void;
};

export type LineChart = {
  /**
   * Shows these curves: x ascending, then one array per series, of x's length; null or NaN leaves a gap. Typed arrays are not
   * written to afterwards; what comes after them in the same memory is taken for the curve going on.
   */
  update(data: ChartData): void;
  /** Replaces the lines over the curves. */
  guide(guides: readonly ChartGuide[]): void;
  /** CSS pixels. */
  resize(width: number, height: number): void;
  /** Redraws with the theme's present colours. */
  recolour(): void;
  destroy(): void;
};

const defaultWidth = 1.5;
/** As large as small type is in this window. */
const chartFont = () => `${themeColour('--type-11')} system-ui, sans-serif`;

// uPlot's enum of distributions exists in its types only, so this is a bare number.
/* eslint-disable @typescript-eslint/no-unsafe-enum-assignment */
const linear: uPlot.Scale.Distr = 1;
const logarithmic: uPlot.Scale.Distr = 3;
/* eslint-enable @typescript-eslint/no-unsafe-enum-assignment */

/** A chart that fills `container`, which must be in the document. */
export function lineChart(container: HTMLElement, options: LineChartOptions): LineChart {
  let data: ChartData = [[]];
  let guides: readonly ChartGuide[] = [];
  let kept: readonly number[] = [];
  const pointsOf = createDrawnPoints(options.logScale);
  let width = Math.max(container.clientWidth, 1);

  const plot = new uPlot(
    {
      width,
      height: Math.max(container.clientHeight, 1),
      legend: { show: false },
      padding: [6, 20, 0, 0],
      cursor: { drag: { x: false, y: false }, y: false, points: { size: 6 } },
      scales: {
        x: { time: false, ...(options.doublingX && { distr: logarithmic, log: 2 as const }) },
        y: { distr: options.logScale ? logarithmic : linear, ...(options.areShares && { range: shareRange }) },
      },
      axes: [
        { ...axis(20), incrs: xIncrements, label: options.xLabel, labelFont: chartFont(), labelSize: 18, labelGap: 0 },
        {
          ...axis(52),
          grid: grid(options.logScale ? wholeDecades : undefined),
          values: (_, ticks) => ticks.map(written),
        },
      ],
      series: [
        {},
        ...options.series.map((series) => ({
          label: series.label,
          stroke: () => themeColour(series.colourVariable),
          width: series.width ?? defaultWidth,
          dash: [...(series.dash ?? [])],
          spanGaps: series.joined ?? false,
          ...(series.held && { points: beginningDots(series.colourVariable) }),
          ...(series.dotted && { points: dots(series.colourVariable, 3), paths: () => null }),
        })),
      ],
      hooks: {
        drawAxes: [
          (drawn) => {
            drawShades(drawn, options.series);
          },
        ],
        draw: [
          (drawn) => {
            drawGuides(drawn, guides);
          },
        ],
        setCursor: [
          ({ cursor }) => {
            options.oncursor(typeof cursor.idx === 'number' ? (kept[cursor.idx] ?? null) : null);
          },
        ],
      },
    },
    [[], ...options.series.map(() => [])],
    container,
  );

  /** uPlot passes null for a mark without a label. */
  function written(tick: number | null): string {
    if (tick === null || !Number.isFinite(tick)) return '';
    return markText(tick, options.logScale, options.format);
  }

  function draw() {
    const { kept: drawn, points } = pointsOf(data, Math.max(Math.round(width * devicePixelRatio), 2));
    kept = drawn;
    plot.setData(points);
  }

  return {
    update(next) {
      data = next;
      draw();
    },
    guide(next) {
      guides = next;
      plot.redraw(false);
    },
    resize(nextWidth, height) {
      width = Math.max(nextWidth, 1);
      plot.setSize({ width, height: Math.max(height, 1) });
      draw();
    },
    recolour() {
      plot.redraw(false);
    },
    destroy() {
      plot.destroy();
    },
  };
}

/** Like uPlot's own range, but limited to shares. */
export function shareRange(_: unknown, low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low === null || high === null) return [null, null];
  const [from, to] = uPlot.rangeNum(low, high, 0.1, true);
  return [Math.max(0, from ?? 0), Math.min(1, to ?? 1)];
}

function dots(colourVariable: ChartSeries['colourVariable'], size: number): uPlot.Series.Points {
  const colour = () => themeColour(colourVariable);
  return { show: true, size, stroke: colour, fill: colour };
}

function beginningDots(colourVariable: ChartSeries['colourVariable']): uPlot.Series.Points {
  return { ...dots(colourVariable, 7), filter: (plot, index) => beginnings(plot.data[index]) };
}

/** Indices at which a curve of held values changes. */
export function beginnings(curve: ArrayLike<number | null | undefined>): number[] {
  const indices: number[] = [];
  for (let index = 0; index < curve.length; index++) {
    const value = curve[index];
    if (typeof value === 'number' && value !== curve[index - 1]) indices.push(index);
  }
  return indices;
}

function grid(filter?: uPlot.Axis.Filter): uPlot.Axis.Grid {
  return { stroke: () => themeColour('--line'), width: 1, ...(filter && { filter }) };
}

/** Steps and epochs that are counted get marks at whole numbers only. */
export function xIncrements({ data: [x] }: Pick<uPlot, 'data'>): number[] {
  const least = Array.prototype.every.call(x, Number.isInteger) ? 0 : -6;
  return Array.from({ length: 16 }, (_, decade) => [1, 2, 5].map((first) => first * 10 ** (least + decade))).flat();
}

/** Over many decades a line at each multiple would make a grey band; the powers of ten are enough. */
function wholeDecades(_: uPlot, splits: number[]): (number | null)[] {
  const decades = Math.log10(Math.max(...splits) / Math.min(...splits));
  return decades < 2 ? splits : splits.map((split) => (Number.isInteger(Math.log10(split)) ? split : null));
}

function axis(size: number): uPlot.Axis {
  const line = () => themeColour('--line');
  return {
    stroke: () => themeColour('--text-muted'),
    font: chartFont(),
    size,
    gap: 3,
    grid: grid(),
    ticks: { show: false },
    border: { show: true, stroke: line, width: 1 },
  };
}
