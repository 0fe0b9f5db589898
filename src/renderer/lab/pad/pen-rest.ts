/**
 * When the pad shows a drawing as it is read: once the pen rests, so that each row of the score is beside the ink that
 * caused it. As soon as the hand moves over the pad, the ink is back, where the next stroke will meet it.
 */

import type { DrawingState } from './drawing-state.svelte.ts';

/** Milliseconds; longer than from one stroke of a digit to the next. */
export const restMs = 800;

export type PenRest = {
  readonly touch: () => void;
  readonly lift: () => void;
  /** The hand moves over the pad without touching it. */
  readonly hover: () => void;
  /** The person asks for the pixels, or for the ink; the ink then stays until they ask for the pixels again. */
  readonly choose: (asRead: boolean) => void;
};

/** Switches `drawing.asRead`. Several digits side by side stay ink: of them only one is read. */
export function penRest(drawing: Pick<DrawingState, 'asRead' | 'strokes' | 'digits'>): PenRest {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let down = false;
  let byItself = false;
  let keepsInk = false;

  function set(asRead: boolean, unasked: boolean): void {
    clearTimeout(timer);
    byItself = unasked;
    if (drawing.asRead !== asRead) drawing.asRead = asRead;
  }

  function wait(): void {
    clearTimeout(timer);
    if (down || keepsInk || drawing.asRead) return;
    timer = setTimeout(() => {
      if (drawing.strokes.length > 0 && drawing.digits.length === 1) set(true, true);
    }, restMs);
  }

  return {
    touch: () => {
      down = true;
      set(false, false);
    },
    lift: () => {
      down = false;
      wait();
    },
    hover: () => {
      if (down) return;
      if (byItself) set(false, false);
      wait();
    },
    choose: (asRead) => {
      keepsInk = !asRead;
      set(asRead, false);
    },
  };
}
