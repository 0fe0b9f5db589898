/** The parts of a page of the course. The pages are in `pages/`, their words in the catalogue. */

import type { MessageKey } from '../../i18n/catalogue/index.ts';
import type { Spot } from '../../ui/spots.svelte.ts';
import type { TryOut } from './try-out.ts';
import type { SymbolName } from './symbols.ts';

/** A “Try it” link: what it changes in the app and what it needs. Anything not named stays as it is. */
export type LessonAction = TryOut & { readonly label: MessageKey };

/** Something in the picture that the page speaks of: pointing at its words lights it. */
export type LessonLook = {
  readonly spot: Spot;
  readonly text: MessageKey;
  /** Step that a click moves the scan line to, from 0. */
  readonly row?: number;
};

export type FigureName = 'powers' | 'chain' | 'cell' | 'parameters' | 'shapes' | 'attention';

export type Block =
  | { readonly kind: 'text'; readonly key: MessageKey }
  | {
      readonly kind: 'equation';
      readonly tex: string;
      /** The same as lines under one another, for a narrow strip. */
      readonly narrow: readonly string[];
    }
  | { readonly kind: 'figure'; readonly name: FigureName }
  /** A question whose answer is folded away. */
  | { readonly kind: 'exercise'; readonly question: MessageKey; readonly answer: MessageKey };

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
  /** What to look at. */
  readonly looks: readonly LessonLook[];
  /** The first one sets up all that the page speaks of. */
  readonly actions: readonly LessonAction[];
};

export const text = (key: MessageKey): Block => ({ kind: 'text', key });

/**
 * A formula on a line of its own; write it with `String.raw`.
 * @param narrow where it must be broken otherwise than at each `\\qquad`
 */
export const equation = (tex: string, narrow: readonly string[] = tex.split(/,? *\\qquad/)): Block => ({
  kind: 'equation',
  tex,
  narrow,
});

export const figure = (name: FigureName): Block => ({ kind: 'figure', name });

export const exercise = (question: MessageKey, answer: MessageKey): Block => ({ kind: 'exercise', question, answer });
