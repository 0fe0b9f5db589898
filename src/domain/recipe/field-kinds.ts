/** What the table of settings says about each. */

import type { Cell } from '../cells.ts';
import type { optimizers } from './choices.ts';
import { type ReadingOrder, stepsOf } from './reading.ts';

/** Smallest and largest value. */
export type Range = readonly [min: number, max: number];

/** Where a setting appears in the settings panel; null: it cannot be chosen. */
export type SettingGroup = 'data' | 'cell' | 'training' | 'memory' | 'stopping';

/** The settings that determine what others mean and which values they allow. */
export type Deciding = {
  readonly cell: Cell;
  readonly optimizer: (typeof optimizers)[number];
  readonly order: ReadingOrder;
};

type EveryField<Value> = {
  readonly default: Value;
  /** For recipes stored before the setting existed, if that differs from the default. */
  readonly before?: Value;
  readonly group: SettingGroup | null;
  /** The setting it follows in the panel; by default the previous one in the table. */
  readonly shownAfter?: string;
  /** When it has an effect; by default always. A setting without effect is hidden and keeps its value. */
  readonly appliesTo?: (beside: Pick<Deciding, 'cell' | 'optimizer'>) => boolean;
  /** Command-line option, with a placeholder for the value: `--units <n>`; omitted: none. */
  readonly flags?: string;
  /** For the command line's help. */
  readonly help?: string;
};

/** One of a few names. */
export type ChoiceField = EveryField<string> & {
  readonly kind: 'choice';
  readonly values: readonly string[];
  /** The values in the order offered on the screen, if different. */
  readonly offered?: readonly string[];
};

/** `whole`: integers only; `number`: any. */
export type NumberField = EveryField<number> & {
  readonly kind: 'whole' | 'number';
  readonly range: Range;
  /** The range allowed for the cell and the order; null, or omitted: the whole range. */
  readonly rangeBeside?: (beside: Pick<Deciding, 'cell' | 'order'>) => Range | null;
  /** A share entered in percent. */
  readonly typedInPercent?: true;
  /** The value that switches it off. */
  readonly off?: 0;
  /** The default if another setting has a certain value. */
  readonly defaultWith?: { readonly field: string; readonly value: string; readonly default: number };
};

export type RecipeField = ChoiceField | NumberField;

/** The range for a number of steps within the sequence. */
export function upToSteps({ order }: Pick<Deciding, 'order'>): Range {
  return [0, stepsOf(order).steps];
}
