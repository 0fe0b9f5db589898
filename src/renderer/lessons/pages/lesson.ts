/** The parts of a page of the course. The pages are in `pages/`, their words in the catalogue. */

import type { MessageKey } from '../../i18n/catalogue/index.ts';
import type { TryOut } from './try-out.ts';
import type { SymbolName } from './symbols.ts';

/** A “Try it” link: what it changes in the app and what it needs. Anything not named stays as it is. */
export type LessonAction = TryOut & { readonly label: MessageKey };

export type FigureName = 'powers' | 'chain' | 'cell' | 'parameters' | 'shapes' | 'attention';

export type Block =
  | { readonly kind: 'text'; readonly key: MessageKey }
  | { readonly kind: 'equation'; readonly tex: string }
  | { readonly kind: 'figure'; readonly name: FigureName };

/** One idea about sequences. */
export type Lesson = {
  /** Used to remember a page and to link to it. */
  readonly id: string;
  readonly title: MessageKey;
  /** The question that the page answers. */
  readonly question: MessageKey;
  readonly body: readonly Block[];
  /** The symbols of its equations, for the legend. */
  readonly symbols: readonly SymbolName[];
  readonly actions: readonly LessonAction[];
};

export const text = (key: MessageKey): Block => ({ kind: 'text', key });

/** A formula on a line of its own; write it with `String.raw`. */
export const equation = (tex: string): Block => ({ kind: 'equation', tex });

export const figure = (name: FigureName): Block => ({ kind: 'figure', name });
