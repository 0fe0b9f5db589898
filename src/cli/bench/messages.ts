/**
 * Messages between the benchmark and its contestants: JSON lines. A contestant greets once, then answers one question
 * after the other. Validated on both sides, like every message that enters a process.
 */

import * as v from 'valibot';
import { libraryCellNames } from '../../domain/cells.ts';
import { stripModelNames } from '../../domain/strips/strip-models.ts';

export const questionSchema = v.object({
  /** See `measures.ts`. */
  quantity: v.picklist(['train', 'infer', 'digit', 'trace', 'evaluate', 'accuracy', 'memory', 'peak', 'strips']),
  cell: v.picklist(libraryCellNames),
  units: v.number(),
  /** Of the reader for `strips`; null for all others. */
  model: v.nullable(v.picklist(stripModelNames)),
  /** Digits in each batch. */
  batch: v.number(),
  threads: v.number(),
  /** Shortest time to measure, in seconds; the work is done at least once. */
  seconds: v.number(),
  /** Shortest unmeasured time before, in seconds, when this network is new; at least once. */
  warmUp: v.number(),
  /** Seed of initial weights and order of the digits. */
  seed: v.number(),
});

const unavailableSchema = v.object({ unavailable: v.string() });

/** The first line: the contestant's title, or why it cannot take part. */
export const greetingSchema = v.union([v.object({ title: v.string() }), unavailableSchema]);

/** A number in the measure's unit, or why there is none. */
export const answerSchema = v.union([v.object({ value: v.pipe(v.number(), v.finite()) }), unavailableSchema]);

export type Question = v.InferOutput<typeof questionSchema>;
export type Quantity = Question['quantity'];
export type Cell = Question['cell'];
export type Greeting = v.InferOutput<typeof greetingSchema>;
export type Answer = v.InferOutput<typeof answerSchema>;

/** The network of a question; contestants build it once for all questions about it. */
export type Task = Pick<Question, 'cell' | 'units' | 'batch' | 'threads' | 'seed'>;

/** The reader of strips of a question. */
export type StripTask = Pick<Question, 'model' | 'units' | 'threads' | 'seed'>;

/** How a contestant on Node is started: one JSON argument. */
export const orderSchema = v.object({
  contestant: v.picklist(['gatescope', 'tfjs-wasm', 'tfjs-cpu', 'jax']),
  /** Folder of the four MNIST IDX files. */
  dataDirectory: v.string(),
  /** Folder of the tfjs WebAssembly files. */
  wasmDirectory: v.string(),
  /** Folder of Gatescope's own kernels, and the program of its compute threads. */
  kernelDirectory: v.string(),
  threadFile: v.string(),
  /** The build of the kernels, by name, and whether V8 pairs vectors under the flags of the process. */
  choice: v.object({ kernels: v.nullable(v.string()), paired: v.boolean() }),
});
export type Order = v.InferOutput<typeof orderSchema>;
