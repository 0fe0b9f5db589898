/** What the table of a recipe's settings says of each of them. */

import type { Cell } from '../cells.ts';
import type { optimizers } from './choices.ts';
import { type ReadingOrder, stepsOf } from './reading.ts';

/** Smallest and largest value. */
export type Range = readonly [min: number, max: number];

/** Where a setting stands in the drawer of settings; null: a person does not choose it. */
export type SettingGroup = 'data' | 'cell' | 'training' | 'memory' | 'stopping';

/** The settings that decide what others mean, and what they may be. */
export type Deciding = {
  readonly cell: Cell;
  readonly optimizer: (typeof optimizers)[number];
  readonly order: ReadingOrder;
};

type EveryField<Value> = {
  readonly default: Value;
  /** In stored recipes of versions that did not know the setting yet, where that is not the default. */
  readonly before?: Value;
  readonly group: SettingGroup | null;
  /** The setting that it follows in the drawer; left out: the one before it in the table. */
  readonly shownAfter?: string;
  /** When it has an influence; left out: always. One without influence is not shown, and keeps its value. */
  readonly appliesTo?: (beside: Pick<Deciding, 'cell' | 'optimizer'>) => boolean;
  /** Of the command line, with what stands for the value: `--units <n>`; left out: there is none. */
  readonly flags?: string;
  /** Of the command line's help. */
  readonly help?: string;
};

/** One of a few names. */
export type ChoiceField = EveryField<string> & {
  readonly kind: 'choice';
  readonly values: readonly string[];
  /** The same values in the order in which the screen offers them, where that is another. */
  readonly offered?: readonly string[];
};

/** `whole`: only whole numbers; `number`: any. */
export type NumberField = EveryField<number> & {
  readonly kind: 'whole' | 'number';
  readonly range: Range;
  /** The part of the range that is left beside the cell and the order; null, or left out: all of it. */
  readonly rangeBeside?: (beside: Pick<Deciding, 'cell' | 'order'>) => Range | null;
  /** A share that a person types in percent. */
  readonly typedInPercent?: true;
  /** The value that switches off what it sets. */
  readonly off?: 0;
  /** The default where another setting has a certain value. */
  readonly defaultWith?: { readonly field: string; readonly value: string; readonly default: number };
};

export type RecipeField = ChoiceField | NumberField;

/** The range of a stretch of steps, which is no longer than the sequence. */
export function upToSteps({ order }: Pick<Deciding, 'order'>): Range {
  return [0, stepsOf(order).steps];
}
