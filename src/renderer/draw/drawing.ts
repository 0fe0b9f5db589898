/**
 * What a person has drawn, as a list of steps that can be taken back. Immutable: every function gives a new drawing. The
 * stroke that is still under the pen is not part of it yet; see `drawing-state.svelte.ts`.
 */

import type { Stroke } from '../../engine/data/ink.ts';

/** Clearing is a step like any other, so that it can be taken back too. */
type Step = Stroke | 'clear';

export type Drawing = {
  readonly done: readonly Step[];
  /** Steps taken back, the next to redo last. */
  readonly undone: readonly Step[];
};

export const emptyDrawing: Drawing = { done: [], undone: [] };

/** Adds a stroke; what was taken back is gone. */
export function addStroke(drawing: Drawing, stroke: Stroke): Drawing {
  return { done: [...drawing.done, stroke], undone: [] };
}

/** The same drawing where there is nothing to clear. */
export function clear(drawing: Drawing): Drawing {
  return strokesOf(drawing).length === 0 ? drawing : { done: [...drawing.done, 'clear'], undone: [] };
}

export function undo({ done, undone }: Drawing): Drawing {
  return { done: done.slice(0, -1), undone: [...undone, ...done.slice(-1)] };
}

export function redo({ done, undone }: Drawing): Drawing {
  return { done: [...done, ...undone.slice(-1)], undone: undone.slice(0, -1) };
}

export const canUndo = ({ done }: Drawing): boolean => done.length > 0;
export const canRedo = ({ undone }: Drawing): boolean => undone.length > 0;

/** The strokes to be seen: those since the last clearing. */
export function strokesOf({ done }: Drawing): Stroke[] {
  return done.slice(done.lastIndexOf('clear') + 1).filter((step) => step !== 'clear');
}
