/**
 * A recipe as a file, `*.recipe.json`: everything that determines a run, and its result. Pure; the screen reads it too.
 */

import * as v from 'valibot';
import type { DataSetInfo } from '../data-set.ts';
import type { Recipe } from './recipe.ts';
import { dataSetSchema } from '../data-set.ts';
import { firstIssue } from '../first-issue.ts';
import { issueSentence } from '../issue-sentence.ts';
import { count, whole } from '../values.ts';
import { isNewer, migrate, stampEntries, stampOf, type Versions } from '../migrate.ts';
import { buildNameOf } from '../kernel-builds.ts';
import { type EpsilonPlace, epsilonPlaces } from './epsilon-place.ts';
import { settingRanges } from './config.ts';
import { storedRecipeSchema } from './recipe-schema.ts';
import { limits } from '../limits/limits.ts';

/** Recipes of earlier versions do not name the classes. */
const namedSet = v.object({ ...dataSetSchema.entries, classNames: v.optional(dataSetSchema.entries.classNames) });

const versions = { format: 'gatescope-recipe', ups: [] } as const satisfies Versions;

const schema = v.object({
  ...stampEntries(versions),
  recipe: storedRecipeSchema,
  dataSet: v.optional(v.nullable(namedSet), null),
  heldBack: v.optional(whole(0, limits.maxDigitsHeldBack), 0),
  maxSteps: v.optional(v.nullable(whole(1, limits.maxPlannedSteps)), null),
  learningRateChanges: v.optional(
    v.pipe(
      v.array(
        v.object({
          step: count,
          to: v.pipe(v.number(), v.minValue(settingRanges.learningRate[0]), v.maxValue(settingRanges.learningRate[1])),
        }),
      ),
      v.maxLength(limits.maxLearningRateChanges),
    ),
    [],
  ),
  // Earlier versions did not store it.
  epsilonPlace: v.optional(v.picklist(epsilonPlaces), 'withinRoot'),
  computedBy: v.optional(
    v.nullable(v.object({ kernels: v.pipe(v.string(), v.transform(buildNameOf)), threads: count })),
    null,
  ),
  result: v.optional(
    v.nullable(
      v.object({ step: count, testAccuracy: v.nullable(v.number()), weightsSha256: v.pipe(v.string(), v.length(64)) }),
    ),
    null,
  ),
});

export type RecipeFile = {
  readonly recipe: Recipe;
  /** The data set; null: MNIST. */
  readonly dataSet: (Omit<DataSetInfo, 'classNames'> & { readonly classNames?: readonly string[] | undefined }) | null;
  /** Number of training digits, the last ones, held back. */
  readonly heldBack: number;
  /** Length of the run in optimizer steps, if not the recipe's epochs; null otherwise. */
  readonly maxSteps: number | null;
  /** Changes by a person: from the step after `step` on, the schedule is scaled to start at this rate. */
  readonly learningRateChanges: readonly { readonly step: number; readonly to: number }[];
  /** Where RMSprop added ε when this was written. */
  readonly epsilonPlace: EpsilonPlace;
  /** Kernels and thread count, which determine the last bits; null if unknown. */
  readonly computedBy: { readonly kernels: string; readonly threads: number } | null;
  /** The weights that resulted from the recipe alone; null if something else contributed, such as fine-tuning. */
  readonly result: {
    readonly step: number;
    readonly testAccuracy: number | null;
    /** Of `weights.bin` in tfjs' format. */
    readonly weightsSha256: string;
  } | null;
};

/** Encodes a recipe file. */
export function writeRecipeFile(file: RecipeFile): string {
  return `${JSON.stringify({ ...stampOf(versions), ...file }, null, 2)}\n`;
}

/** @returns the recipe, or, for anything {@link writeRecipeFile} did not write, the reason as a clause */
export function parseRecipeFile(text: string): RecipeFile | { readonly why: string } {
  if (text.length > limits.maxRecipeBytes) return { why: 'it is too large for a recipe' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { why: 'it is not JSON' };
  }
  if (isNewer(versions, json)) return { why: 'a newer version of Gatescope wrote it' };
  const parsed = v.safeParse(schema, migrate(versions, json), firstIssue);
  if (parsed.success) {
    const { recipe, dataSet, heldBack, maxSteps, learningRateChanges, epsilonPlace, computedBy, result } =
      parsed.output;
    return { recipe, dataSet, heldBack, maxSteps, learningRateChanges, epsilonPlace, computedBy, result };
  }
  return { why: issueSentence(parsed.issues[0]).replace(/\.$/, '') };
}
