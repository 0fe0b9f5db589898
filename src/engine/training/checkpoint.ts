/**
 * A run as bytes, and back: all that is needed to go on as if it had never stopped. Numbers lie one after the other as they lay
 * in memory, so that resumed training equals uninterrupted training bit for bit (on the same kernels and number of threads).
 */

import * as v from 'valibot';
import type { History, RunStatus } from '../../protocol/api.ts';
import type { Recipe } from '../../protocol/recipe.ts';
import type { DataSetInfo } from '../../protocol/data-sets.ts';
import { dataSetSchema } from '../data/data-set-schema.ts';
import { infoOf, mnistInfo } from '../data/data-set.ts';
import { epochsSchema, marksSchema } from '../files/history-files.ts';
import { firstIssue } from '../first-issue.ts';
import { buildNameOf } from '../kernels/builds.ts';
import { epsilonPlaces, type OptimizerState } from '../kernels/orders.ts';
import { modelConfigOf, sizeOfShape, weightShapes } from '../models/config.ts';
import type { Weight } from '../models/network.ts';
import { storedRecipeSchema } from '../models/recipe-schema.ts';
import type { TrainerState } from './trainer.ts';

export type Checkpoint = {
  readonly recipe: Recipe;
  readonly trainer: TrainerState;
  readonly runner: RunnerState;
  /** In the order and shapes of `weightShapes`. */
  readonly weights: readonly Weight[];
  readonly optimizer: OptimizerState;
  /** Of all steps done. */
  readonly history: History;
  /** Training digits; another number makes another run of the same recipe. */
  readonly digits: number;
  /** Whose digits they are; MNIST's where an older version did not write it. */
  readonly data: DataSetInfo;
  /** The build of the kernels and the number of threads, which decide the last bits. */
  readonly kernels: string;
  readonly threads: number;
  /** ISO date and time. */
  readonly saved: string;
  /** What the run began from where its first weights were not those of the seed: a file's name. */
  readonly begunFrom?: string | undefined;
};

/** What a runner remembers beyond its trainer. */
export type RunnerState = {
  /** Steps at which the recipe is done. */
  readonly goal: number;
  readonly stoppedBy: RunStatus['stoppedBy'];
  /** Training time of the epoch that is under way. */
  readonly epochSeconds: number;
};

/** Where bytes are no checkpoint; the message says why, to be put behind "because". */
export class UnusableCheckpoint extends Error {
  override readonly name = 'UnusableCheckpoint';
}

const columns = ['loss', 'accuracy', 'learningRate', 'gradientNorm'] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const runSchema = v.object({
  recipe: storedRecipeSchema,
  trainer: v.object({
    step: count,
    rate: v.object({ cycle: count, scale: v.pipe(v.number(), v.gtValue(0)) }),
    // What an older version did not write is what it then was.
    epsilonPlace: v.optional(v.picklist(epsilonPlaces), 'withinRoot'),
  }),
  runner: v.object({
    goal: count,
    stoppedBy: v.nullable(v.picklist(['targetAccuracy', 'patience'])),
    epochSeconds: v.pipe(v.number(), v.minValue(0)),
  }),
  optimizerStep: count,
  epochs: epochsSchema,
  marks: marksSchema,
  digits: count,
  data: v.optional(dataSetSchema, () => infoOf(mnistInfo)),
  kernels: v.pipe(v.string(), v.transform(buildNameOf)),
  threads: count,
  saved: v.string(),
  begunFrom: v.optional(v.string()),
});

const schema = v.object({ format: v.literal('gatescope-checkpoint'), version: v.literal(1), run: runSchema });

/** Bytes of the number that says how long the description is. */
const lengthBytes = 4;

/** [length of the description, u32][description, JSON, padded to 4 bytes][weights][moments][columns], little-endian. */
export function encodeCheckpoint({ trainer, runner, weights, optimizer, history, ...about }: Checkpoint): Uint8Array {
  const events = { epochs: [...history.epochs], marks: [...history.marks] };
  const data = { ...about.data, classNames: [...about.data.classNames] };
  const run = { ...about, data, ...events, trainer, runner, optimizerStep: optimizer.step };
  const described: v.InferInput<typeof schema> = { format: 'gatescope-checkpoint', version: 1, run };
  const json = new TextEncoder().encode(JSON.stringify(described));
  const arrays = [
    ...weights.map(({ values }) => values),
    ...optimizer.moments.flat(),
    ...columns.map((name) => history.steps[name]),
  ];
  const start = lengthBytes + padded(json.length);
  const bytes = new Uint8Array(arrays.reduce((end, { byteLength }) => end + byteLength, start)).fill(0x20, 0, start);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, lengthBytes);
  let at = start;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** @throws UnusableCheckpoint where `bytes` are not those of {@link encodeCheckpoint} */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const { optimizerStep, epochs, marks, ...about } = readDescription(bytes);
  const shapes = weightShapes(modelConfigOf(about.recipe));
  const steps = about.trainer.step;
  const sizes = shapes.map(({ shape }) => sizeOfShape(shape));
  const lengths = [...sizes, ...sizes, ...sizes, ...columns.map(() => steps)];
  let at = lengthBytes + padded(describedBytes(bytes) - lengthBytes);
  const expected = lengths.reduce((end, length) => end + length * Float32Array.BYTES_PER_ELEMENT, at);
  if (bytes.length !== expected) throw new UnusableCheckpoint(`it has ${bytes.length} bytes instead of ${expected}`);
  const arrays = lengths.map((length) => {
    const values = new Float32Array(length);
    new Uint8Array(values.buffer).set(bytes.subarray(at, at + values.byteLength));
    at += values.byteLength;
    return values;
  });
  const take = (number: number) => arrays.splice(0, number);
  const weights = take(shapes.length).map((values, index) => ({ ...shapes[index], values }));
  if (!weights.every(({ values }) => values.every(Number.isFinite)))
    throw new UnusableCheckpoint('it has weights that are not numbers');
  const moments = [take(shapes.length), take(shapes.length)];
  const [loss, accuracy, learningRate, gradientNorm] = arrays;
  const history = { steps: { firstStep: 1, loss, accuracy, learningRate, gradientNorm }, epochs, marks };
  return { ...about, weights, optimizer: { step: optimizerStep, moments }, history };
}

/** Of the first {@link describedBytes} or more. @throws UnusableCheckpoint where they are not those of {@link encodeCheckpoint} */
export function readDescription(bytes: Uint8Array) {
  const end = describedBytes(bytes);
  if (end > bytes.length) throw new UnusableCheckpoint('it ends too early');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(lengthBytes, end)));
  } catch {
    throw new UnusableCheckpoint('its description is not JSON');
  }
  const parsed = v.safeParse(schema, json, firstIssue);
  if (!parsed.success) throw new UnusableCheckpoint('it is not one that Gatescope wrote');
  return parsed.output.run;
}

/** How many bytes tell what a checkpoint holds. @param bytes the first 4 or more @throws UnusableCheckpoint where there are fewer */
export function describedBytes(bytes: Uint8Array): number {
  if (bytes.length < lengthBytes) throw new UnusableCheckpoint('it ends too early');
  return lengthBytes + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

function padded(length: number): number {
  return Math.ceil(length / lengthBytes) * lengthBytes;
}
