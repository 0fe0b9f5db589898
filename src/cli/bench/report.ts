/** What the rounds came to: medians, spread, ratios, GFLOP/s. Its shape is that of `bench --json`. */

import { ourName } from './contestants.ts';
import { flopsPerSample } from './flops.ts';
import { allThreadsId, batchSize, type Measure, oneThreadId } from './measures.ts';
import type { Contestant, Outcome, Result } from './rounds.ts';
import { advantage, median, type Summary, summary } from './statistics.ts';

export type Conditions = {
  readonly processor: string;
  readonly threads: number;
  readonly rounds: number;
  /** Of each answer, at least. */
  readonly seconds: number;
};

export type Row = {
  readonly name: string;
  readonly title: string;
  /** One of each round. */
  readonly values: readonly number[];
  /** null where nothing was measured. */
  readonly summary: Summary | null;
  /** How many times as good ours is; null for ours, and where there is nothing to compare. */
  readonly advantage: number | null;
  /** Of matrix products; null where the measure is not about a rate. */
  readonly gigaflops: number | null;
  /** Of the multiply-adds that the processor can do on as many threads, 0 to 1. */
  readonly shareOfPeak: number | null;
  /** Why nothing was measured, else null. */
  readonly unavailable: string | null;
};

export type Section = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly Row[];
};

export type Report = {
  readonly conditions: Conditions & Pick<Outcome, 'busyShare'> & { readonly batchSize: number };
  readonly contestants: readonly Contestant[];
  readonly sections: readonly Section[];
};

/** Who does not take part at all has no rows, but its reason among the contestants. */
export function createReport(conditions: Conditions, { contestants, results, busyShare }: Outcome): Report {
  const titles = new Map(contestants.filter(takesPart).map(({ name, title }) => [name, title]));
  const measured = results.filter(({ name }) => titles.has(name));
  const measures = new Map(measured.map(({ measure }) => [measure.id, measure]));
  const medianOf = (id: string, name: string): number | null => {
    const values = measured.find((result) => result.measure.id === id && result.name === name)?.values ?? [];
    return values.length > 0 ? median(values) : null;
  };
  const peak = medianOf('peak', ourName);

  const rowOf = ({ measure, name, values, unavailable }: Result): Row => {
    const own = medianOf(measure.id, name);
    const ours = name === ourName ? null : medianOf(measure.id, ourName);
    const gigaflops = own === null ? null : gigaflopsOf(measure, own);
    return {
      ...{ name, title: titles.get(name) ?? name, values, unavailable, gigaflops },
      summary: values.length > 0 ? summary(values) : null,
      advantage: own === null || ours === null ? null : advantage(ours, own, measure.better),
      // The peak is that of all threads.
      shareOfPeak:
        gigaflops === null || peak === null || measure.threads !== conditions.threads ? null : gigaflops / peak,
    };
  };
  const sections = [...measures.values()].map((measure) => ({
    ...{ id: measure.id, title: measure.title, unit: measure.unit },
    rows: measured.filter((result) => result.measure.id === measure.id).map(rowOf),
  }));
  return {
    conditions: { ...conditions, batchSize, busyShare },
    contestants,
    sections: sections.flatMap((section) => {
      if (section.id !== oneThreadId) return [section];
      return [section, speedUp(conditions.threads, section, medianOf)];
    }),
  };
}

/** What several threads gain over one, for everybody who was measured on both. */
function speedUp(threads: number, oneThread: Section, medianOf: (id: string, name: string) => number | null): Section {
  const rows = oneThread.rows.flatMap((row) => {
    const several = medianOf(allThreadsId, row.name);
    if (row.summary === null || several === null) return [];
    const values = [several / row.summary.median];
    return [{ ...row, values, summary: summary(values), advantage: null, gigaflops: null, shareOfPeak: null }];
  });
  return { id: 'speed-up', title: `${threads} threads against 1`, unit: '×', rows };
}

function gigaflopsOf({ quantity, cell, units }: Measure, samplesPerSecond: number): number | null {
  if (quantity !== 'train' && quantity !== 'infer') return null;
  return (samplesPerSecond * flopsPerSample(cell, units, quantity === 'train' ? 'training' : 'forward')) / 1e9;
}

function takesPart({ unavailable }: Contestant): boolean {
  return unavailable === null;
}
