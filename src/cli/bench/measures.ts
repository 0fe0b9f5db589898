/** The measures, in the order of the table. */

import { libraryCellNames, recurrentCells } from '../../domain/cells.ts';
import type { StripModel } from '../../domain/strips/strip-models.ts';
import { stripBatchSize } from '../../domain/strips/strip-settings.ts';
import type { Cell, Quantity, Question } from './messages.ts';

export type Measure = {
  readonly id: string;
  readonly title: string;
  readonly unit: 'samples/s' | 'GFLOP/s' | 'ms' | 's' | 'MiB';
  readonly better: 'higher' | 'lower';
  readonly quantity: Quantity;
  readonly cell: Cell;
  readonly units: number;
  /** Of a reader of strips. */
  readonly model: StripModel | null;
  /** Samples in each batch. */
  readonly batch: number;
  readonly threads: number;
  /** Names of the contestants that take part; null for all. */
  readonly among: readonly string[] | null;
  /** Whether each answer needs a fresh process. */
  readonly fresh: boolean;
  /** Number of rounds, where fewer than usual are enough. */
  readonly mostRounds: number;
  /** Part of `--quick`. */
  readonly quick: boolean;
};

export const batchSize = 128;
/** The share of the test digits for `accuracy`. */
export const targetAccuracy = 0.98;

/** The two measures whose ratio is the gain of several threads. */
export const allThreadsId = 'train-lstm-128';
export const oneThreadId = 'train-lstm-128-1-thread';

/** Contestants with more than a rate to compare; the others would take minutes for each answer. */
const inDetail = ['gatescope', 'gatescope-other-node', 'pytorch'];

/** Cells besides the usual one. */
const others = libraryCellNames.filter((cell) => cell !== 'lstm').toReversed();

function titleOf(cell: Cell): string {
  const { title, takesActivation } = recurrentCells[cell];
  return `${title}-128${takesActivation ? ' (tanh)' : ''}`;
}

/** @param threads that each may use, except in measures of one thread */
export function measuresFor(threads: number): Measure[] {
  const measure = (
    id: string,
    title: string,
    unit: Measure['unit'],
    quantity: Quantity,
    varying: Partial<Measure> = {},
  ): Measure => ({
    ...{ id, title, unit, quantity, better: unit === 'samples/s' || unit === 'GFLOP/s' ? 'higher' : 'lower' },
    ...{
      cell: 'lstm',
      units: 128,
      model: null,
      batch: batchSize,
      threads,
      among: null,
      fresh: false,
      mostRounds: Infinity,
      quick: true,
    },
    ...varying,
  });
  const training = (id: string, title: string, varying: Partial<Measure> = {}) =>
    measure(id, `Training ${title}`, 'samples/s', 'train', varying);
  const reader = (model: StripModel, title: string, units: number) =>
    measure(`strips-${model}`, `Training a reader of strips, ${title}`, 'samples/s', 'strips', {
      ...{ model, units, batch: stripBatchSize, among: inDetail, quick: false },
    });
  const onOneThread = training(oneThreadId, 'LSTM-128 on 1 thread', { threads: 1, among: inDetail });

  return [
    training(allThreadsId, 'LSTM-128'),
    training('train-lstm-256', 'LSTM-256', { units: 256, quick: false }),
    ...others.map((cell) => training(`train-${cell}-128`, titleOf(cell), { cell })),
    ...(threads > 1 ? [onOneThread] : []),
    measure('infer', 'Inference LSTM-128', 'samples/s', 'infer'),
    measure('digit', 'One digit', 'ms', 'digit'),
    measure('trace', 'One digit, gates and gradients', 'ms', 'trace', { among: inDetail }),
    measure('evaluate', '10,000 test digits', 's', 'evaluate', { among: inDetail, quick: false }),
    measure('accuracy', `From fresh weights to ${100 * targetAccuracy} %`, 's', 'accuracy', {
      among: ['gatescope', 'pytorch'],
      mostRounds: 3,
      quick: false,
    }),
    reader('attention', 'LSTM-128 with attention', 128),
    reader('transformer', 'Transformer-64', 64),
    measure('memory', 'Memory, training LSTM-128', 'MiB', 'memory', { fresh: true, mostRounds: 1 }),
    measure('peak', 'Peak of multiply-adds', 'GFLOP/s', 'peak', { among: ['gatescope'] }),
  ];
}

export function questionOf(measure: Measure, seconds: number, warmUp: number, round: number): Question {
  const { quantity, cell, units, model, batch, threads } = measure;
  // A network is kept from round to round, but every run to an accuracy begins with its own weights.
  const seed = quantity === 'accuracy' ? round + 1 : 1;
  return { quantity, cell, units, model, batch, threads, seconds, warmUp, seed };
}

/** After so many seconds without an answer a contestant counts as hanging. */
export function limitSeconds({ quantity }: Measure): number {
  return quantity === 'accuracy' ? 1200 : 300;
}
