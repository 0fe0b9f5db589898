/**
 * The pad and the score together: what is drawn is read, a test digit puts the drawing away (undo brings it back), and
 * clearing wipes whichever of the two is shown.
 */

import type { Pixels } from '../../protocol/trace.ts';
import { createDrawingState, type DrawingState } from '../draw/drawing-state.svelte.ts';
import type { Picture } from '../draw/picture.ts';
import type { ScoreState } from './score-state.svelte.ts';

export type Pad = {
  readonly drawing: DrawingState;
  /** The pad's pixels have changed; null: it has become blank. */
  readonly read: (pixels: Pixels | null) => void;
  readonly showTestDigit: (index: number) => void;
  /** Lays a picture on the pad in place of the drawing or the test digit. */
  readonly showPicture: (picture: Picture) => void;
  /** Puts a test digit away for a blank pad; nothing to do where there is none. */
  readonly showDrawing: () => void;
};

/** @param drawing the drawing without regard to test digits */
export function createPad(score: ScoreState, drawing: DrawingState = createDrawingState()): Pad {
  const showsTestDigit = () => score.source?.kind === 'test';

  function showDrawing(): void {
    if (showsTestDigit()) score.show(null);
  }

  const wiping = Object.defineProperties({} as DrawingState, {
    ...Object.getOwnPropertyDescriptors(drawing),
    canClear: { enumerable: true, get: () => drawing.canClear || showsTestDigit() },
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
      // A pad wiped for the sake of a test digit leaves the score to it.
      else if (!showsTestDigit()) score.show(null);
    },
    showTestDigit: (index) => {
      score.show({ kind: 'test', index });
      drawing.clear();
    },
    showPicture: (picture) => {
      drawing.showPicture(picture);
    },
    showDrawing,
  };
}
