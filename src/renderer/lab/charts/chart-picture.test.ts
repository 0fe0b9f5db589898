import { expect, test } from 'vitest';
import type { ChartData } from './line-chart.ts';
import { chartPicture, type ChartPicture } from './chart-picture.ts';

function pictureOf(changes: Partial<ChartPicture> = {}): string {
  return chartPicture({
    ...{ title: 'Loss', xLabel: 'step', logScale: false, areShares: false, guides: [], format: String },
    series: [{ label: 'raw', colourVariable: '--gradient' }],
    data: [
      [0, 1, 2],
      [0, 5, 10],
    ],
    colour: (variable) => `var(${variable})`,
    ...changes,
  });
}

const paths = (svg: string) => [...svg.matchAll(/<path d="([^"]*)"/g)].map(([, d]) => d);
const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

test('draws a curve from corner to corner and labels it', () => {
  const svg = pictureOf();
  expect(paths(svg)).toEqual(['M76.0 348.0L386.0 198.0L696.0 48.0']);
  expect(texts(svg)).toEqual([
    'Loss',
    ...['0', '2', '4', '6', '8', '10'],
    ...['0', '0.5', '1', '1.5', '2'],
    'step',
    'raw',
  ]);
});

test('interrupts a curve where it has no value, unless it is joined', () => {
  const data: ChartData = [
    [0, 1, 2, 3, 4],
    [0, null, NaN, 10, 5],
  ];
  const series = [{ label: 'a', colourVariable: '--accent' } as const];
  expect(paths(pictureOf({ data, series }))[0].match(/M/g)).toHaveLength(2);
  expect(paths(pictureOf({ data, series: [{ ...series[0], joined: true }] }))[0].match(/M/g)).toHaveLength(1);
});

test('has decades on a logarithmic axis, and leaves out what is not positive', () => {
  const data: ChartData = [
    [0, 1, 2, 3],
    [0.1, -1, 1, 10],
  ];
  const svg = pictureOf({ data, logScale: true });
  expect(paths(svg)).toEqual(['M76.0 348.0M489.3 198.0L696.0 48.0']);
  expect(texts(svg)).toEqual(expect.arrayContaining(['0.1', '1', '10']));
});

test('draws dots without a line and guides within the axes, and escapes XML', () => {
  const svg = pictureOf({
    title: 'a < b & "c"',
    series: [{ label: '<i>', colourVariable: '--accent', dotted: true }],
    guides: [
      { axis: 'y', at: 4, label: 'clip', colourVariable: '--danger' },
      { axis: 'x', at: 9, label: 'beyond', colourVariable: '--danger' },
    ],
  });
  // Three points, and one in the legend.
  expect(svg.match(/<circle /g)).toHaveLength(4);
  expect(paths(svg)).toEqual([]);
  expect(texts(svg)).toContain('clip');
  expect(texts(svg)).not.toContain('beyond');
  expect(svg).toContain('a &lt; b &amp; &quot;c&quot;');
  expect(texts(svg)).toContain('&lt;i&gt;');
});

test('ends an axis of shares at 1, even where every value is 1', () => {
  const data: ChartData = [
    [0, 1],
    [1, 1],
  ];
  const marks = texts(pictureOf({ data, areShares: true, format: (share) => `${share * 100} %` }));
  expect(marks.filter((mark) => mark.endsWith('%'))).toEqual(['0 %', '20 %', '40 %', '60 %', '80 %', '100 %']);
});

test('dashes a dashed curve in the legend as well', () => {
  const svg = pictureOf({ series: [{ label: 'a', colourVariable: '--accent', dash: [4, 2] }] });
  expect(svg.match(/stroke-dasharray="4 2"/g)).toHaveLength(2);
});

test('draws a chart without numbers, and keeps a long curve small', () => {
  expect(paths(pictureOf({ data: [[], []] }))).toEqual(['']);
  const count = 100_000;
  const long = Array.from({ length: count }, (_, index) => Math.sin(index / 500));
  const svg = pictureOf({ data: [Array.from({ length: count }, (_, index) => index), long] });
  expect(svg.length).toBeLessThan(60_000);
});

test('shades the gap to the next curve, over an axis on which x doubles', () => {
  const svg = pictureOf({
    series: [
      { label: 'training', colourVariable: '--gradient', shadedToNext: true },
      { label: 'test', colourVariable: '--gradient' },
    ],
    data: [
      [8, 32, 128],
      [0, 5, 10],
      [0, 2, 4],
    ],
    doublingX: true,
  });
  const [, points = ''] = /<polygon points="([^"]*)"/.exec(svg) ?? [];
  const at = points.split(' ').map((point) => Number(point.split(',')[0]));
  expect(at).toHaveLength(6);
  expect(at[1] - at[0]).toBeCloseTo(at[2] - at[1]);
  expect(texts(svg)).toEqual(expect.arrayContaining(['8', '32', '128']));
});
