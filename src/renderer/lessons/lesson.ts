/** What a page of the course is made of. The pages themselves are in `pages/`, their words in the catalogue. */

import type { ExperimentName } from '../../protocol/comparison.ts';
import type { Recipe } from '../../protocol/recipe.ts';
import type { MessageKey } from '../i18n/catalogue/index.ts';
import type { Room } from '../state/room.svelte.ts';
import type { SymbolName } from './symbols.ts';

/** What a “Try it” link does to the app. Whatever it leaves out stays as it is. */
export type LessonAction = {
  readonly label: MessageKey;
  /** Laid over the default recipe. */
  readonly settings?: Partial<Recipe>;
  /** Index of a test digit to read. */
  readonly digit?: number;
  /** Step of the score to look at, from 0; for the generator, the last row that it is given, −1 for none. */
  readonly row?: number;
  /** The room to go to; the Lab where none is named. */
  readonly room?: Room;
  /** Begins to train. */
  readonly train?: boolean;
  /** A ready-made experiment of the Compare room. */
  readonly experiment?: ExperimentName;
};

export type FigureName = 'powers' | 'chain' | 'cell' | 'parameters' | 'shapes' | 'attention';

export type Block =
  | { readonly kind: 'text'; readonly key: MessageKey }
  | { readonly kind: 'equation'; readonly tex: string }
  | { readonly kind: 'figure'; readonly name: FigureName };

/** One idea about sequences. */
export type Lesson = {
  /** Also how a page is remembered and linked to. */
  readonly id: string;
  readonly title: MessageKey;
  /** The question that the page answers. */
  readonly question: MessageKey;
  readonly body: readonly Block[];
  /** Those of its equations, for the legend. */
  readonly symbols: readonly SymbolName[];
  readonly actions: readonly LessonAction[];
};

export const text = (key: MessageKey): Block => ({ kind: 'text', key });

/** A formula on a line of its own; write it with `String.raw`. */
export const equation = (tex: string): Block => ({ kind: 'equation', tex });

export const figure = (name: FigureName): Block => ({ kind: 'figure', name });
