/** A fine-tuned network as bytes and back. It has no run: only weights, their origin, and accuracy. */

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
  /** For the next run, which may use a smaller network. */
  readonly recipe: Recipe;
  /** In the order and shapes of `weightShapes`. */
  readonly weights: readonly Weight[];
  /** Training steps behind the weights. */
  readonly step: number;
  readonly testAccuracy: number | null;
  /** The data set it was trained on. */
  readonly data: DataSetInfo;
  /** Kernel build and thread count used for training. */
  readonly kernels: string;
  readonly threads: number;
  /** ISO date and time. */
  readonly saved: string;
  /** Given by a person. */
  readonly name?: string | undefined;
};

const networkSchema = v.object({
  // Completed to a recipe, so that it is validated like one.
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

/** Layout after the description: the weights. */
export function encodeNetwork({ weights, ...about }: KeptNetwork): Uint8Array {
  const described = { ...stampOf(keptNetworkVersions), network: about };
  return framed(
    described,
    weights.map(({ values }) => values),
  );
}

/** The description of a fine-tuned network. */
export type DescribedNetwork = v.InferOutput<typeof networkSchema>;

/** @param bytes from {@link encodeNetwork}, matching `described` @throws UnusableCheckpoint otherwise */
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
