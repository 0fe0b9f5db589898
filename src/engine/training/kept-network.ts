/** A fine-tuned network as bytes, and back. It has no run of its own: its weights, what they came from, and how well they read. */

import * as v from 'valibot';
import { count, share } from '../../protocol/values.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import type { ModelConfig, Recipe } from '../../domain/recipe/recipe.ts';
import { dataSetSchema } from '../../domain/data-set.ts';
import { buildNameOf } from '../../domain/kernel-builds.ts';
import { modelConfigOf, sizeOfShape, weightShapes } from '../../domain/recipe/config.ts';
import type { Weight } from '../models/network.ts';
import { storedRecipeSchema } from '../../domain/recipe/recipe-schema.ts';
import { stampEntries, stampOf, type Versions } from '../../domain/migrate.ts';
import { nameSchema } from '../../domain/name-schema.ts';
import { framed, readNumbers, requireNumbers } from './framed.ts';

export type KeptNetwork = {
  readonly model: ModelConfig;
  /** Of the next run, which may make a smaller network. */
  readonly recipe: Recipe;
  /** In the order and shapes of `weightShapes`. */
  readonly weights: readonly Weight[];
  /** Training steps behind the weights. */
  readonly step: number;
  readonly testAccuracy: number | null;
  /** What it tells apart. */
  readonly data: DataSetInfo;
  /** The build of the kernels and the number of threads that computed it. */
  readonly kernels: string;
  readonly threads: number;
  /** ISO date and time. */
  readonly saved: string;
  /** That a person gave it. */
  readonly name?: string | undefined;
};

const networkSchema = v.object({
  // Filled up to a whole recipe, it is checked as one.
  model: v.pipe(
    storedRecipeSchema,
    v.transform((recipe) => modelConfigOf(recipe)),
  ),
  recipe: storedRecipeSchema,
  step: count,
  testAccuracy: v.nullable(share),
  data: dataSetSchema,
  kernels: v.pipe(v.string(), v.transform(buildNameOf)),
  threads: count,
  saved: v.string(),
  name: v.optional(nameSchema),
});

export const keptNetworkVersions = { format: 'gatescope-fine-tuned', ups: [] } as const satisfies Versions;

export const keptNetworkSchema = v.object({ ...stampEntries(keptNetworkVersions), network: networkSchema });

/** Behind the description: the weights. */
export function encodeNetwork({ weights, ...about }: KeptNetwork): Uint8Array {
  const described = { ...stampOf(keptNetworkVersions), network: about };
  return framed(
    described,
    weights.map(({ values }) => values),
  );
}

/** What the description of a fine-tuned network says. */
export type DescribedNetwork = v.InferOutput<typeof networkSchema>;

/** @param bytes those of {@link encodeNetwork}, as `described` says @throws UnusableCheckpoint where they are not */
export function decodeNetwork(bytes: Uint8Array, described: DescribedNetwork): KeptNetwork {
  const shapes = weightShapes(described.model);
  const arrays = readNumbers(
    bytes,
    shapes.map(({ shape }) => sizeOfShape(shape)),
  );
  const weights = arrays.map((values, index) => ({ ...shapes[index], values }));
  requireNumbers(weights);
  return { ...described, weights };
}
