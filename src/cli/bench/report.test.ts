import { describe, expect, test } from 'vitest';
import { measuresFor } from './measures.ts';
import { createReport, type Report } from './report.ts';
import type { Contestant, Result } from './rounds.ts';

const conditions = { processor: 'Some processor', threads: 2, rounds: 3, seconds: 1 };

const contestants: Contestant[] = [
  { name: 'gatescope', title: 'Gatescope 1.0', unavailable: null },
  { name: 'pytorch', title: 'PyTorch 2.13', unavailable: null },
  { name: 'jax', title: 'jax-js', unavailable: 'it was not in the mood' },
];

function result(id: string, name: string, values: number[], unavailable: string | null = null): Result {
  const measure = measuresFor(2).find((candidate) => candidate.id === id);
  if (!measure) throw new Error(id);
  return { measure, name, values, unavailable };
}

function rowOf({ sections }: Report, id: string, name: string) {
  return sections.find((section) => section.id === id)?.rows.find((row) => row.name === name);
}

function reportOf(...results: Result[]): Report {
  return createReport(conditions, { contestants, results, busyShare: 0.01 });
}

describe('a report', () => {
  const report = reportOf(
    result('train-lstm-128', 'gatescope', [1000, 3000, 2000]),
    result('train-lstm-128', 'pytorch', [4000, 4000, 5000]),
    result('train-lstm-128', 'jax', [], 'it was not in the mood'),
    result('train-lstm-128-1-thread', 'gatescope', [1000]),
    result('train-lstm-128-1-thread', 'pytorch', [], 'it broke'),
    result('digit', 'gatescope', [0.1]),
    result('digit', 'pytorch', [0.2]),
    result('peak', 'gatescope', [100]),
  );

  test('gives median, spread and our advantage', () => {
    expect(rowOf(report, 'train-lstm-128', 'gatescope')).toMatchObject({
      title: 'Gatescope 1.0',
      summary: { median: 2000, min: 1000, max: 3000 },
      advantage: null,
    });
    expect(rowOf(report, 'train-lstm-128', 'pytorch')?.advantage).toBe(0.5);
    expect(rowOf(report, 'digit', 'pytorch')?.advantage).toBe(2);
  });

  test('turns samples per second into GFLOP/s, and those of all threads into a share of their peak', () => {
    const row = rowOf(report, 'train-lstm-128', 'gatescope');
    expect(row?.gigaflops).toBeCloseTo(24.46, 2);
    expect(row?.shareOfPeak).toBeCloseTo(0.2446, 4);
    expect(rowOf(report, 'train-lstm-128-1-thread', 'gatescope')).toMatchObject({ shareOfPeak: null });
    expect(rowOf(report, 'digit', 'gatescope')).toMatchObject({ gigaflops: null, shareOfPeak: null });
  });

  test('gives the gain of threads for contestants measured on both', () => {
    const section = report.sections.find(({ id }) => id === 'speed-up');
    expect(section).toMatchObject({ title: '2 threads against 1', unit: '×' });
    expect(section?.rows.map(({ name, summary }) => [name, summary?.median])).toEqual([['gatescope', 2]]);
  });

  test('puts the reason of a missing measure into its row, and of an absent contestant beside its name only', () => {
    expect(rowOf(report, 'train-lstm-128-1-thread', 'pytorch')).toMatchObject({
      summary: null,
      advantage: null,
      unavailable: 'it broke',
    });
    expect(rowOf(report, 'train-lstm-128', 'jax')).toBeUndefined();
    expect(report.contestants).toEqual(contestants);
  });
});

test('compares nothing without ourselves', () => {
  const report = reportOf(result('digit', 'pytorch', [0.2]));
  expect(rowOf(report, 'digit', 'pytorch')?.advantage).toBeNull();
});
