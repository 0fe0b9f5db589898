/** The results of the rounds: medians, spread, ratios, GFLOP/s. Has the shape of `bench --json`. */

import { ourName } from './contestants.ts';
import { flopsPerSample } from './flops.ts';
import { allThreadsId, batchSize, type Measure, oneThreadId } from './measures.ts';
import type { Contestant, Outcome, Result } from './rounds.ts';
import { advantage, median, type Summary, summary } from './statistics.ts';

export type Conditions = {
  readonly processor: string;
  readonly threads: number;
  readonly rounds: number;
  /** Shortest duration of each answer. */
  readonly seconds: number;
};

export type Row = {
  readonly name: string;
  readonly title: string;
  /** One per round. */
  readonly values: readonly number[];
  /** Null where nothing was measured. */
  readonly summary: Summary | null;
  /** How many times as good ours is; null for ours, and where there is nothing to compare. */
  readonly advantage: number | null;
  /** For matrix products; null where the measure is not a rate. */
  readonly gigaflops: number | null;
  /** Share (0 to 1) of the processor's peak multiply-adds on as many threads. */
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

/** A contestant that does not take part at all has no rows, only its reason among the contestants. */
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

/** The gain of several threads over one, for each contestant measured on both. */
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
