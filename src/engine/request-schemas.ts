/** What a client may ask: one schema per request, checked before anything acts on it. */

import * as v from 'valibot';
import type { DigitSource, RequestName, Requests } from '../protocol/api.ts';
import { pixelCount } from './data/sequence.ts';
import { recipeSchema } from './models/recipe-schema.ts';

const testIndex = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999));

const sourceSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('test'), index: testIndex }),
  v.strictObject({
    kind: v.literal('drawing'),
    // Bytes may arrive as a Buffer; what is kept is a plain copy of exactly these.
    pixels: v.pipe(
      v.instance(Uint8Array),
      v.check(({ length }) => length === pixelCount, `Expected ${pixelCount} pixels.`),
      v.transform((bytes) => Uint8Array.from(bytes)),
    ),
  }),
]) satisfies v.GenericSchema<unknown, DigitSource>;

/** A client that asks without parameters sends `undefined`, which msgpack may turn into null. */
const nothing = v.pipe(
  v.nullish(v.undefined()),
  v.transform(() => undefined),
);

export const requestSchemas = {
  getStatus: nothing,
  getHistory: nothing,
  train: nothing,
  pause: nothing,
  step: nothing,
  trainEpoch: nothing,
  setSlowMotion: v.strictObject({ on: v.boolean() }),
  restart: v.strictObject({ recipe: recipeSchema }),
  undoRestart: nothing,
  evaluate: nothing,
  getTestDigit: v.strictObject({ index: testIndex }),
  pin: v.strictObject({ source: v.nullable(sourceSchema) }),
} satisfies { [Name in RequestName]: v.GenericSchema<unknown, Requests[Name]['params']> };

/** A birpc message: a request (`q`) or the answer to one of ours (`s`). */
export const envelopeSchema = v.variant('t', [
  v.looseObject({
    t: v.literal('q'),
    i: v.optional(v.pipe(v.string(), v.maxLength(64))),
    m: v.pipe(v.string(), v.maxLength(64)),
    a: v.pipe(v.array(v.unknown()), v.maxLength(1)),
  }),
  v.looseObject({ t: v.literal('s'), i: v.pipe(v.string(), v.maxLength(64)) }),
]);
