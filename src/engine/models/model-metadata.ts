/** How a model was made: `metadata.json`, beside the model's own files. */

import * as v from 'valibot';
import { count, share } from '../../protocol/values.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { dataSetSchema } from '../../domain/data-set.ts';
import { isNewer, migrate, stampEntries, stampOf, type Versions } from '../../domain/migrate.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import { buildNameOf } from '../../domain/kernel-builds.ts';
import { type EpsilonPlace, epsilonPlaces } from '../../domain/recipe/epsilon-place.ts';
import { storedRecipeSchema } from '../../domain/recipe/recipe-schema.ts';

export type ModelMetadata = {
  readonly recipe: Recipe;
  /** Optimizer steps done. */
  readonly step: number;
  /** Measured on the 10,000 test digits, or null. */
  readonly testAccuracy: number | null;
  readonly testLoss: number | null;
  /** How many training digits, the last ones, were held back. */
  readonly heldBack?: number | undefined;
  /** On the digits held back. */
  readonly validationAccuracy?: number | undefined;
  /** Divisor of the readout after training (`training/calibration.ts`). */
  readonly temperature?: number | undefined;
  /** Kernel build and thread count used for training, which determine the weights' last bits. */
  readonly kernels?: string | undefined;
  readonly threads?: number | undefined;
  /** Length of the learning-rate schedule in steps, if not the recipe's epochs. */
  readonly maxSteps?: number | undefined;
  /** Where RMSprop added epsilon; absent in earlier versions, where it was inside the root. */
  readonly epsilonPlace?: EpsilonPlace | undefined;
  /** The data set it was trained on; absent: MNIST. */
  readonly dataSet?: DataSetInfo | undefined;
  /** What besides the recipe determined the weights: the name of the file training started from, or `fineTuned`. */
  readonly begunFrom?: string | undefined;
  /** ISO date and time. */
  readonly created: string;
  /** Git commit of the code that trained it, if known. */
  readonly commit?: string | undefined;
};

const versions = { format: 'gatescope-model', ups: [] } as const satisfies Versions;

const schema = v.object({
  ...stampEntries(versions),
  weightsSha256: v.string(),
  recipe: storedRecipeSchema,
  step: count,
  testAccuracy: v.nullable(share),
  testLoss: v.nullable(v.number()),
  heldBack: v.optional(count),
  validationAccuracy: v.optional(share),
  temperature: v.optional(v.pipe(v.number(), v.gtValue(0))),
  kernels: v.optional(v.pipe(v.string(), v.transform(buildNameOf))),
  threads: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  maxSteps: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  epsilonPlace: v.optional(v.picklist(epsilonPlaces)),
  dataSet: v.optional(dataSetSchema),
  begunFrom: v.optional(v.string()),
  created: v.string(),
  commit: v.optional(v.string()),
});

/** @param weightsSha256 checksum of the weights file */
export function writeMetadata(metadata: ModelMetadata, weightsSha256: string): string {
  const stored = { ...stampOf(versions), weightsSha256, ...metadata };
  return `${JSON.stringify(stored, null, 2)}\n`;
}

/** @returns null if `json` is not from {@link writeMetadata}, `newer` if a later version wrote it */
export function parseMetadata(json: unknown): { metadata: ModelMetadata; weightsSha256: string } | 'newer' | null {
  if (isNewer(versions, json)) return 'newer';
  const parsed = v.safeParse(schema, migrate(versions, json), firstIssue);
  if (!parsed.success) return null;
  const { weightsSha256, recipe, step, testAccuracy, testLoss, created, commit, ...others } = parsed.output;
  const { heldBack, validationAccuracy, temperature, kernels, threads, maxSteps, epsilonPlace, dataSet, begunFrom } =
    others;
  const measured = { testAccuracy, testLoss, heldBack, validationAccuracy, temperature };
  return {
    metadata: {
      recipe,
      step,
      ...measured,
      kernels,
      threads,
      maxSteps,
      epsilonPlace,
      dataSet,
      begunFrom,
      created,
      commit,
    },
    weightsSha256,
  };
}
