/**
 * What an address or a link holds of what one sees: the one declaration from which links are written, read and checked. A part that
 * is not named stays as it is. Lessons' links are made of the same parts.
 */

import * as v from 'valibot';
import { dataSetSchema } from '../../domain/data-set.ts';
import { experimentSchema } from '../../domain/experiments/experiment.ts';
import { rasterSide } from '../../domain/ink/ink.ts';
import { onGrid, packPixels, packStrokes, unpackPixels, unpackStrokes } from '../../domain/ink/packed-ink.ts';
import { limits } from '../../domain/limits/limits.ts';
import { bytesOfText, textOfBytes } from '../../domain/packed-text.ts';
import { defaultRecipe, settingRanges } from '../../domain/recipe/config.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { modelConfigFields, recipeSchema, settingSchemas } from '../../domain/recipe/recipe-schema.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { testIndex } from '../answers.ts';
import { rooms } from '../rooms.ts';
import { orderChoice, type OrderChoice } from '../unit-order.ts';
import { classIndex, type Of, pixels, whole } from '../values.ts';

/** How a part stands in a link: as a text that an address takes as it is. */
export type Part<Value = unknown> = {
  readonly schema: v.GenericSchema<unknown, Value>;
  write(value: Value): string;
  /** @returns what the schema then checks */
  read(text: string): unknown;
};

const number = (schema: v.GenericSchema<unknown, number>): Part<number> => ({ schema, write: String, read: numberIn });

const word = <Value extends string>(schema: v.GenericSchema<unknown, Value>): Part<Value> => ({
  schema,
  write: (value) => value,
  read: (text) => text,
});

function packed<Value>(
  schema: v.GenericSchema<unknown, Value>,
  pack: (value: Value) => Uint8Array,
  unpack: (bytes: Uint8Array) => unknown,
): Part<Value> {
  return {
    schema,
    write: (value) => textOfBytes(pack(value)),
    read: (text) => {
      const bytes = bytesOfText(text);
      return bytes && unpack(bytes);
    },
  };
}

function numberIn(text: string): unknown {
  return /^-?\d+(?:\.\d+)?(?:e[+-]\d+)?$/.test(text) ? Number(text) : text;
}

/** A pen may leave the pad, but not by much. */
const farthest = 4 * rasterSide;
const isOnGrid = v.check((units: number) => onGrid(units) === units);
const coordinate = v.pipe(v.number(), v.minValue(-farthest), v.maxValue(farthest), isOnGrid);
const penWidth = v.pipe(v.number(), v.gtValue(0), v.maxValue(rasterSide), isOnGrid);

const strokes = v.pipe(
  v.array(
    v.strictObject({
      points: v.pipe(v.array(v.strictObject({ x: coordinate, y: coordinate, width: penWidth })), v.minLength(1)),
      erases: v.boolean(),
    }),
  ),
  v.minLength(1),
);

/** `similarity`, or `class-7` for one of class 7. */
const unitOrder: Part<OrderChoice> = {
  schema: orderChoice,
  write: (choice) => (choice.by === 'class' ? `class-${choice.digit}` : choice.by),
  read: (text) => {
    const [by, ...digits] = text.split('-');
    if (digits.length > 1) return null;
    return { by, ...(digits.length === 1 && { digit: numberIn(digits[0]) }) };
  },
};

const lessonId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/i), v.maxLength(limits.maxNameCharacters));

/** Which network is shown: the shipped one, a fresh one or one trained with `settings`; or one that no link can hold. */
const network = v.picklist(['shipped', 'untrained', 'trained', 'other']);

export const parts = {
  lesson: word(lessonId),
  experiment: word(experimentSchema),
  /** The data set that `digit` is a number of, if not MNIST; see `domain/data-set.ts`. */
  data: word(dataSetSchema.entries.id),
  /** Index of a test digit. */
  digit: number(testIndex),
  /** A drawing, and which of the digits in it is read, from 0. */
  strokes: packed<Of<typeof strokes>>(strokes, packStrokes, unpackStrokes),
  among: number(classIndex),
  /** What a network reads of a drawing whose strokes are too long for a link, or that has none. */
  pixels: packed(pixels, packPixels, unpackPixels),
  /** Step of the score, from 0; in the room Complete the last given row, −1 for none. */
  row: number(whole(-1, pixelCount - 1)),
  /** The lit column of the tiles of units, or of the attention head's. */
  unit: number(whole(0, pixelCount - 1)),
  head: number(whole(0, settingRanges.heads[1] - 1)),
  /** From 0, bottom layer first. */
  layer: number(whole(0, settingRanges.layers[1] - 1)),
  unitOrder,
  /** The order that the image is read in, if not the network's own. */
  order: word(modelConfigFields.order),
  /** What the strip of gradients shows: ‖∂L/∂h_t‖, also where it is not named, or what each step adds to ∂L/∂W. */
  strip: word(v.picklist(['states', 'weights'])),
  network: word(network),
} as const satisfies Readonly<Record<string, Part>>;

export type PartName = keyof typeof parts;

type ValueOf<Each> = Each extends Part<infer Value> ? Value : never;

export type View = { readonly room: v.InferOutput<typeof room> } & {
  readonly [Name in PartName]?: ValueOf<(typeof parts)[Name]>;
} & {
  /** What the recipe of the network has other than the default one. */
  readonly settings?: Partial<Recipe>;
};

const room = v.picklist(rooms);
const pictures = ['digit', 'strokes', 'pixels'] as const;

/** The settings of a recipe that are not the default ones. */
export function settingsOf(recipe: Recipe): Partial<Recipe> {
  const changed = (Object.keys(defaultRecipe) as (keyof Recipe)[]).filter(
    (name) => recipe[name] !== defaultRecipe[name],
  );
  return Object.fromEntries(changed.map((name) => [name, recipe[name]]));
}

export const viewSchema = v.pipe(
  v.strictObject({
    room,
    ...(Object.fromEntries(
      Object.entries(parts).map(([name, { schema }]) => [name, v.optional(schema as v.GenericSchema)]),
    ) as Record<string, v.GenericSchema>),
    settings: v.optional(v.partial(v.strictObject(settingSchemas))),
  }),
  v.check((view) => pictures.filter((name) => name in view).length <= 1),
  v.check(({ settings }) => !settings || v.is(recipeSchema, { ...defaultRecipe, ...settings })),
) as v.GenericSchema<unknown, View>;
