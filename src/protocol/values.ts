/** The values that messages consist of. */

import * as v from 'valibot';
import { settingRanges } from '../domain/recipe/config.ts';
import { pixelCount } from '../domain/sequence.ts';
import { whole } from '../domain/values.ts';

export { count, finite, share, whole } from '../domain/values.ts';

export const float32: v.GenericSchema<Float32Array> = v.instance(Float32Array);
export const float64: v.GenericSchema<Float64Array> = v.instance(Float64Array);
export const uint32: v.GenericSchema<Uint32Array> = v.instance(Uint32Array);
export const bytes: v.GenericSchema<Uint8Array> = v.instance(Uint8Array);

/** No parameters, or no result. A port without `undefined`, such as msgpack's, delivers null instead. */
export const nothing = v.pipe(
  v.nullish(v.undefined()),
  v.transform(() => undefined),
);

/** At most `max` bytes. They may arrive as a Buffer; the result is a plain copy of exactly these. */
export function bytesWithin(max: number) {
  return v.pipe(
    bytes,
    v.check(({ length }) => length <= max, `Expected at most ${max} bytes.`),
    v.transform((received): Uint8Array => Uint8Array.from(received)),
  );
}

/** 28×28 bytes, 0 background to 255 full ink, row by row; a plain copy of them. */
export const pixels = v.pipe(
  bytes,
  v.check(({ length }) => length === pixelCount, `Expected ${pixelCount} pixels.`),
  v.transform((received): Uint8Array => Uint8Array.from(received)),
);

export type Pixels = Uint8Array;

/** A class of a data set, from 0. */
export const classIndex = whole(0, settingRanges.classes[1] - 1);

/** The class of each of several images. */
export const classes = v.pipe(
  bytes,
  v.check(
    (values) => values.every((value) => value < settingRanges.classes[1]),
    `A class is 0 to ${settingRanges.classes[1] - 1}.`,
  ),
);

/** [classes × classes] counts; row: true class, column: answer. */
export const confusion = v.pipe(
  uint32,
  v.check(({ length }) => Number.isInteger(Math.sqrt(length)), 'The counts are not those of classes × classes.'),
);

type DeepReadonly<Value> = Value extends ArrayBufferView
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly DeepReadonly<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
      : Value;

/** A schema's output, deeply read-only. */
export type Of<Schema extends v.GenericSchema> = DeepReadonly<v.InferOutput<Schema>>;
