/**
 * The pad and the score together: a drawing is read, a test digit or a kept one replaces the drawing (undo brings it
 * back), and clearing wipes whichever is shown.
 */

import type { Pixels } from '../../../protocol/values.ts';
import { createDrawingState, type DrawingState } from './drawing-state.svelte.ts';
import { penRest } from './pen-rest.ts';
import type { Stroke } from '../../../domain/ink/ink.ts';
import type { Picture } from '../../files/picture.ts';
import type { ScoreState } from '../score/reading/score-state.svelte.ts';

export type Pad = {
  readonly drawing: DrawingState;
  /** The hand moves over the pad without drawing. */
  readonly hover: () => void;
  /** Shows each row of the score beside the pixels that were read, whoever moved the scan line. */
  readonly showAsRead: () => void;
  /** The pad's pixels have changed; null when it has become blank. */
  readonly read: (pixels: Pixels | null) => void;
  /** @param row as for {@link ScoreState.show} */
  readonly showTestDigit: (index: number, row?: number) => void;
  /** Shows pixels that were drawn earlier, and replaces the drawing as a test digit does. */
  readonly showKept: (pixels: Pixels, label: number) => void;
  /** Shows pixels without a label, likewise. @param row as for {@link ScoreState.show} */
  readonly showPixels: (pixels: Pixels, row?: number) => void;
  /** Shows strokes in place of the drawing or the digit. */
  readonly showStrokes: (strokes: readonly Stroke[]) => void;
  /** The label with which the shown digit was kept; null where it is not a kept one. */
  readonly keptLabel: number | null;
  /** Puts a picture in place of the drawing or the digit. */
  readonly showPicture: (picture: Picture) => void;
  /** Replaces a test digit or a kept one by a blank pad; does nothing where there is none. */
  readonly showDrawing: () => void;
};

/** @param drawing the drawing, regardless of test digits */
export function createPad(score: ScoreState, drawing: DrawingState = createDrawingState()): Pad {
  let kept: { readonly pixels: Pixels; readonly label: number | null } | null = null;
  const showsKept = () => score.source?.kind === 'drawing' && score.source.pixels === kept?.pixels;
  /** Whether the score shows something that is not on the pad. */
  const showsOther = () => score.source?.kind === 'test' || showsKept();

  function showDrawing(): void {
    if (showsOther()) score.show(null);
  }

  const rest = penRest(drawing);

  function showOther(pixels: Pixels, label: number | null, row?: number): void {
    kept = { pixels, label };
    score.show({ kind: 'drawing', pixels }, row);
    drawing.clear();
  }

  const wiping = Object.defineProperties({} as DrawingState, {
    ...Object.getOwnPropertyDescriptors(drawing),
    canClear: { enumerable: true, get: () => drawing.canClear || showsOther() },
    clear: {
      enumerable: true,
      value: () => {
        drawing.clear();
        showDrawing();
      },
    },
    asRead: { enumerable: true, get: () => drawing.asRead, set: rest.choose },
    begin: {
      enumerable: true,
      value: (...how: Parameters<DrawingState['begin']>) => {
        // What is drawn is read to its end, not to the row that was looked at before.
        score.row = score.lastRow;
        rest.touch();
        drawing.begin(...how);
      },
    },
    finish: {
      enumerable: true,
      value: () => {
        drawing.finish();
        rest.lift();
      },
    },
    cancel: {
      enumerable: true,
      value: () => {
        drawing.cancel();
        rest.lift();
      },
    },
  });

  return {
    drawing: wiping,
    hover: rest.hover,
    showAsRead: () => {
      drawing.asRead = true;
    },
    read: (pixels) => {
      if (pixels) score.show({ kind: 'drawing', pixels });
      // When the pad is cleared for another digit, the score shows that digit.
      else if (!showsOther()) score.show(null);
    },
    showTestDigit: (index, row) => {
      score.show({ kind: 'test', index }, row);
      drawing.clear();
    },
    get keptLabel() {
      return showsKept() ? (kept?.label ?? null) : null;
    },
    showKept: (pixels, label) => {
      showOther(pixels, label);
    },
    showPixels: (pixels, row) => {
      showOther(pixels, null, row);
    },
    showStrokes: (strokes) => {
      drawing.showStrokes(strokes);
    },
    showPicture: (picture) => {
      drawing.showPicture(picture);
    },
    showDrawing,
  };
}
