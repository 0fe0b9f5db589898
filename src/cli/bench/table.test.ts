import { format } from 'prettier';
import { expect, test } from 'vitest';
import { formatMarkdown } from './markdown.ts';
import type { Report, Row } from './report.ts';
import { formatTable } from './table.ts';

const row = (name: string, title: string, more: Partial<Row>): Row => ({
  ...{ name, title, values: [], summary: null, advantage: null, gigaflops: null, shareOfPeak: null },
  ...{ unavailable: null, ...more },
});

const longReason = 'ended with code 1: ModuleNotFoundError:\n'.repeat(5);

const report: Report = {
  conditions: {
    processor: 'Some processor (2 cores)',
    threads: 2,
    rounds: 2,
    seconds: 1,
    batchSize: 128,
    busyShare: 0.01,
  },
  contestants: [
    { name: 'gatescope', title: 'Gatescope, Node 24', unavailable: null },
    { name: 'tfjs-cpu', title: 'tfjs cpu', unavailable: null },
    { name: 'pytorch', title: 'PyTorch', unavailable: longReason },
  ],
  sections: [
    {
      ...{ id: 'train', title: 'Training LSTM-128', unit: 'samples/s' },
      rows: [
        row('gatescope', 'Gatescope, Node 24', {
          ...{ values: [122_000, 124_000], summary: { median: 123_000, min: 122_000, max: 124_000 } },
          ...{ gigaflops: 1504.3, shareOfPeak: 0.82 },
        }),
        row('tfjs-cpu', 'tfjs cpu', {
          ...{ values: [58, 60], summary: { median: 59, min: 58, max: 60 }, advantage: 2084.7, gigaflops: 0.7216 },
        }),
      ],
    },
    {
      ...{ id: 'digit', title: 'One digit', unit: 'ms' },
      rows: [
        row('gatescope', 'Gatescope, Node 24', { values: [0.1], summary: { median: 0.1, min: 0.1, max: 0.1 } }),
        row('tfjs-cpu', 'tfjs cpu', { unavailable: 'it broke' }),
      ],
    },
  ],
};

test('shows every measure with its contestants', () => {
  expect(
    formatTable({ ...report, contestants: report.contestants.slice(0, 2) })
      .split('\n')
      .slice(0, 10),
  ).toEqual([
    'Some processor (2 cores)',
    '2 threads, batches of 128 digits, medians of 2 interleaved rounds of 1 s each',
    'Other programs kept 1 % of the processor busy.',
    '',
    'Training LSTM-128, samples/s                  median             min–max      ours  GFLOP/s  of peak',
    '  Gatescope, Node 24                         123,000     122,000–124,000              1,504     82 %',
    '  tfjs cpu                                      59.0           58.0–60.0    2,085×    0.722',
    '',
    'One digit, ms                                 median',
    '  Gatescope, Node 24                           0.100',
  ]);
});

test('has no line wider than 100 columns, whatever the names and reasons', () => {
  const title = 'a very long name '.repeat(10);
  const sections = report.sections.map((section) => ({
    ...section,
    title,
    rows: section.rows.map((one) => ({ ...one, title, unavailable: longReason })),
  }));
  const lines = formatTable({ ...report, sections }).split('\n');

  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('shows an absent contestant as a row with its reason', () => {
  const lines = formatTable(report).split('\n');
  expect(lines[lines.indexOf('Not taking part') + 1]).toMatch(/^ {2}PyTorch: ended with code 1: ModuleNotFoundError: /);
});

test('has one Markdown row per measure and one column per contestant', () => {
  expect(formatMarkdown(report).split('\n').slice(0, 4)).toEqual([
    '|                              | Gatescope, Node 24 |      tfjs cpu |',
    '| ---------------------------- | -----------------: | ------------: |',
    '| Training LSTM-128, samples/s |            123,000 | 59.0 (2,085×) |',
    '| One digit, ms                |              0.100 |             – |',
  ]);
});

test('formats Markdown as Prettier does', async () => {
  const markdown = `${formatMarkdown({ ...report, contestants: report.contestants.slice(0, 2) })}\n`;
  expect(await format(markdown, { parser: 'markdown' })).toBe(markdown);
});
