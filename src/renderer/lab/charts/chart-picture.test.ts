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

test('a curve runs from corner to corner, and what it means is written', () => {
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

test('where a curve has no value it is interrupted, unless it is joined', () => {
  const data: ChartData = [
    [0, 1, 2, 3, 4],
    [0, null, NaN, 10, 5],
  ];
  const series = [{ label: 'a', colourVariable: '--accent' } as const];
  expect(paths(pictureOf({ data, series }))[0].match(/M/g)).toHaveLength(2);
  expect(paths(pictureOf({ data, series: [{ ...series[0], joined: true }] }))[0].match(/M/g)).toHaveLength(1);
});

test('a logarithmic one has decades, and leaves out what is not positive', () => {
  const data: ChartData = [
    [0, 1, 2, 3],
    [0.1, -1, 1, 10],
  ];
  const svg = pictureOf({ data, logScale: true });
  expect(paths(svg)).toEqual(['M76.0 348.0M489.3 198.0L696.0 48.0']);
  expect(texts(svg)).toEqual(expect.arrayContaining(['0.1', '1', '10']));
});

test('dots without a line, guides within the axes and signs that XML keeps for itself', () => {
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

test('an axis of shares ends at 1, also where every value is 1', () => {
  const data: ChartData = [
    [0, 1],
    [1, 1],
  ];
  const marks = texts(pictureOf({ data, areShares: true, format: (share) => `${share * 100} %` }));
  expect(marks.filter((mark) => mark.endsWith('%'))).toEqual(['0 %', '20 %', '40 %', '60 %', '80 %', '100 %']);
});

test('a dashed curve is dashed in the legend as well', () => {
  const svg = pictureOf({ series: [{ label: 'a', colourVariable: '--accent', dash: [4, 2] }] });
  expect(svg.match(/stroke-dasharray="4 2"/g)).toHaveLength(2);
});

test('a chart without numbers is a picture, too, and a long curve stays small', () => {
  expect(paths(pictureOf({ data: [[], []] }))).toEqual(['']);
  const count = 100_000;
  const long = Array.from({ length: count }, (_, index) => Math.sin(index / 500));
  const svg = pictureOf({ data: [Array.from({ length: count }, (_, index) => index), long] });
  expect(svg.length).toBeLessThan(60_000);
});
