/**
 * The pad and the score together: what is drawn is read, a test digit or a kept one puts the drawing away (undo brings it back),
 * and clearing wipes whichever is shown.
 */

import type { Pixels } from '../../../protocol/values.ts';
import { createDrawingState, type DrawingState } from './drawing-state.svelte.ts';
import type { Picture } from '../../files/picture.ts';
import type { ScoreState } from '../score/reading/score-state.svelte.ts';

export type Pad = {
  readonly drawing: DrawingState;
  /** The pad's pixels have changed; null: it has become blank. */
  readonly read: (pixels: Pixels | null) => void;
  /** @param row as for {@link ScoreState.show} */
  readonly showTestDigit: (index: number, row?: number) => void;
  /** Shows pixels that were drawn another time; a drawing is put away as for a test digit. */
  readonly showKept: (pixels: Pixels, label: number) => void;
  /** What the shown digit was kept as; null: it is not a kept one. */
  readonly keptLabel: number | null;
  /** Lays a picture on the pad in place of the drawing or the digit. */
  readonly showPicture: (picture: Picture) => void;
  /** Puts a test digit or a kept one away for a blank pad; nothing to do where there is none. */
  readonly showDrawing: () => void;
};

/** @param drawing the drawing without regard to test digits */
export function createPad(score: ScoreState, drawing: DrawingState = createDrawingState()): Pad {
  let kept: { readonly pixels: Pixels; readonly label: number } | null = null;
  const showsKept = () => score.source?.kind === 'drawing' && score.source.pixels === kept?.pixels;
  /** Whether the score shows what is not on the pad. */
  const showsOther = () => score.source?.kind === 'test' || showsKept();

  function showDrawing(): void {
    if (showsOther()) score.show(null);
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
  });

  return {
    drawing: wiping,
    read: (pixels) => {
      if (pixels) score.show({ kind: 'drawing', pixels });
      // A pad wiped for the sake of another digit leaves the score to it.
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
      kept = { pixels, label };
      score.show({ kind: 'drawing', pixels });
      drawing.clear();
    },
    showPicture: (picture) => {
      drawing.showPicture(picture);
    },
    showDrawing,
  };
}
