/** Combinations of settings that do not work, although each is valid. The first problem is reported. */

import type { FieldName } from './recipe-fields.ts';
import { maxRecurrentLayers, transformerUnits } from './network-fields.ts';
import type { Recipe } from './recipe.ts';

type Problem = {
  /** The setting that can fix it. */
  readonly mendedAt: FieldName;
  readonly isSo: (recipe: Recipe) => boolean;
  /** For the command line and files; the screen has its own in both languages, `settings.problem.…`. */
  readonly sentence: string;
};

const problems = {
  recurrentLayers: {
    mendedAt: 'layers',
    isSo: ({ cell, layers }) => cell !== 'transformer' && layers > maxRecurrentLayers,
    sentence: `A recurrent network takes 1 to ${maxRecurrentLayers} layers.`,
  },
  transformerUnits: {
    mendedAt: 'units',
    isSo: ({ cell, units }) => cell === 'transformer' && (units < transformerUnits[0] || units > transformerUnits[1]),
    sentence: `A Transformer takes ${transformerUnits.join(' to ')} units.`,
  },
  headsDivideUnits: {
    mendedAt: 'heads',
    isSo: ({ cell, units, heads }) => cell === 'transformer' && units % heads !== 0,
    sentence: "A Transformer's units must be a multiple of its heads.",
  },
  // Attention grows with the square of the steps: 784 × 784 for each head and digit.
  transformerPixels: {
    mendedAt: 'order',
    isSo: ({ cell, order }) => cell === 'transformer' && order === 'pixels',
    sentence: 'A Transformer cannot read 784 single pixels: choose another order.',
  },
  // An answer after each step would take as many passes.
  transformerEveryStep: {
    mendedAt: 'lossAt',
    isSo: ({ cell, lossAt }) => cell === 'transformer' && lossAt === 'everyStep',
    sentence: 'A Transformer answers once per image: choose lossAt lastStep or randomStep.',
  },
} as const satisfies Readonly<Record<string, Problem>>;

/** Why a recipe does not work. */
export type RecipeProblem = keyof typeof problems;

const names = Object.keys(problems) as readonly RecipeProblem[];

/** @returns the first problem, or null */
export function recipeProblem(recipe: Recipe): RecipeProblem | null {
  return names.find((name) => problems[name].isSo(recipe)) ?? null;
}

/** @returns one sentence, or null */
export function problemSentence(recipe: Recipe): string | null {
  const problem = recipeProblem(recipe);
  return problem && problems[problem].sentence;
}

/** The setting that can fix a problem. */
export function mendedAt(problem: RecipeProblem): (typeof problems)[RecipeProblem]['mendedAt'] {
  return problems[problem].mendedAt;
}
