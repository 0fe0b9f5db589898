/**
 * A drawing as a list of steps with undo. Immutable: every function returns a new drawing. The stroke still under the
 * pen is not part of it; see `drawing-state.svelte.ts`.
 */

import { blankInk, type Ink, paintStroke, rasterSide, type Stroke } from '../../../domain/ink/ink.ts';
import type { Picture } from '../../files/picture.ts';

/** In raster units. */
export type Raster = { readonly width: number; readonly height: number };

export const squareRaster: Raster = { width: rasterSide, height: rasterSide };

/** Clearing is a step like any other, so that it can be undone. A picture replaces what was there before. */
type Step = Stroke | Picture | 'clear';

export type Drawing = {
  readonly done: readonly Step[];
  /** Undone steps, the next to redo last. */
  readonly undone: readonly Step[];
};

export const emptyDrawing: Drawing = { done: [], undone: [] };

/** Adds a stroke and drops the undone steps. */
export function addStroke(drawing: Drawing, stroke: Stroke): Drawing {
  return { done: [...drawing.done, stroke], undone: [] };
}

/** Adds a picture, on which strokes can then be drawn. */
export function addPicture({ done }: Drawing, picture: Picture): Drawing {
  return { done: [...done, picture], undone: [] };
}

/** Replaces the visible picture under the same strokes, without a step of its own. */
export function replacePicture({ done, undone }: Drawing, picture: Picture): Drawing {
  const seen = pictureOf({ done, undone });
  return { done: done.map((step) => (step === seen ? picture : step)), undone };
}

/** Returns the same drawing where there is nothing to clear. */
export function clear(drawing: Drawing): Drawing {
  return isBlank(drawing) ? drawing : { done: [...drawing.done, 'clear'], undone: [] };
}

export function undo({ done, undone }: Drawing): Drawing {
  return { done: done.slice(0, -1), undone: [...undone, ...done.slice(-1)] };
}

export function redo({ done, undone }: Drawing): Drawing {
  return { done: [...done, ...undone.slice(-1)], undone: undone.slice(0, -1) };
}

export const canUndo = ({ done }: Drawing): boolean => done.length > 0;
export const canRedo = ({ undone }: Drawing): boolean => undone.length > 0;

/** The visible strokes: those since the last clearing, or on the picture. */
export function strokesOf({ done }: Drawing): Stroke[] {
  return done.slice(done.findLastIndex(isStart) + 1).filter((step) => isStroke(step));
}

/** The picture beneath the strokes. */
export function pictureOf({ done }: Drawing): Picture | null {
  const start = done.findLast(isStart);
  return start === undefined || start === 'clear' ? null : start;
}

export function isBlank(drawing: Drawing): boolean {
  return strokesOf(drawing).length === 0 && !pictureOf(drawing);
}

/** Everything visible, as ink on a raster of this size. */
export function inkOf(drawing: Drawing, { width, height }: Raster = squareRaster): Ink {
  const ink = blankInk(width, height);
  ink.coverage.set(pictureOf(drawing)?.ink.coverage ?? []);
  for (const stroke of strokesOf(drawing)) paintStroke(ink, stroke);
  return ink;
}

const isStroke = (step: Step): step is Stroke => step !== 'clear' && 'points' in step;
const isStart = (step: Step): step is Picture | 'clear' => !isStroke(step);
