/**
 * The pad's reactive state: the drawing, the stroke under the pen, and what follows from both. However fast the pen moves,
 * everything here that can be read changes at most once per animation frame.
 */

import { centreDigit, type CentredDigit } from '../../engine/data/centre.ts';
import { blankInk, paintStroke, rasterise, typicalPenWidth } from '../../engine/data/ink.ts';
import type { Ink, Stroke, StrokePoint } from '../../engine/data/ink.ts';
import { addStroke, canRedo, canUndo, clear, emptyDrawing, redo, strokesOf, undo, type Drawing } from './drawing.ts';
import type { Contact, Hand } from './pointer-strokes.ts';

/** Limits of `penWidth`, in raster units. */
export const penWidths = { min: 10, max: 50 } as const;

/** An eraser is wider than the pen, so that following a line takes its soft edge away too. */
const eraserScale = 1.6;

/** Contacts nearer than this to the last one add nothing to be seen; in raster units. */
const leastStep = 1;

type Shown = {
  readonly strokes: readonly Stroke[];
  /** A new object whenever the ink has changed; its bytes are only good until the next change. */
  readonly ink: Ink;
  readonly digit: CentredDigit | null;
};

export type DrawingState = Hand & {
  /** From the last clearing on, the stroke under the pen included. */
  readonly strokes: readonly Stroke[];
  readonly ink: Ink;
  /** The ink the MNIST way, with its stages; null while nothing is drawn. */
  readonly digit: CentredDigit | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Whether there is anything to clear. */
  readonly canClear: boolean;
  /** Diameter of the pen in raster units, see {@link penWidths}. */
  penWidth: number;
  erasing: boolean;
  /** Whether the pad shows the 28×28 pixels that the network reads, in place of the ink. Drawing switches it off. */
  asRead: boolean;
  undo(): void;
  redo(): void;
  clear(): void;
};

/** @param nextFrame runs its callback in the next animation frame; tests give their own */
export function createDrawingState(
  nextFrame: (callback: () => void) => void = (callback) => requestAnimationFrame(callback),
): DrawingState {
  let drawing = $state.raw<Drawing>(emptyDrawing);
  let penWidth = $state(typicalPenWidth);
  let erasing = $state(false);
  let asRead = $state(false);

  let ink = blankInk();
  let underPen: { points: StrokePoint[]; erases: boolean; width: number } | null = null;
  let shown = $state.raw<Shown>({ strokes: [], ink, digit: null });
  let frameAsked = false;

  function showSoon(): void {
    if (frameAsked) return;
    frameAsked = true;
    nextFrame(() => {
      frameAsked = false;
      const strokes = strokesOf(drawing);
      if (underPen) strokes.push({ points: [...underPen.points], erases: underPen.erases });
      shown = { strokes, ink: { ...ink }, digit: centreDigit(ink) };
    });
  }

  function change(next: Drawing): void {
    drawing = next;
    ink = rasterise(strokesOf(drawing));
    showSoon();
  }

  function press(contacts: readonly Contact[]): void {
    if (!underPen) return;
    const { points, width } = underPen;
    const first = points.length;
    for (const { x, y, thickness } of contacts) {
      const last = points.at(-1);
      if (last && Math.hypot(x - last.x, y - last.y) < leastStep) continue;
      points.push({ x, y, width: width * thickness });
    }
    if (points.length === first) return;
    paintStroke(ink, underPen, first);
    showSoon();
  }

  function finish(): void {
    if (!underPen) return;
    const { points, erases } = underPen;
    underPen = null;
    // The ink holds this stroke already.
    drawing = addStroke(drawing, { points, erases });
    showSoon();
  }

  function cancel(): void {
    underPen = null;
    change(drawing);
  }

  return {
    get strokes() {
      return shown.strokes;
    },
    get ink() {
      return shown.ink;
    },
    get digit() {
      return shown.digit;
    },
    get canUndo() {
      return canUndo(drawing);
    },
    get canRedo() {
      return canRedo(drawing);
    },
    get canClear() {
      return strokesOf(drawing).length > 0;
    },
    get penWidth() {
      return penWidth;
    },
    set penWidth(width) {
      penWidth = Math.min(penWidths.max, Math.max(penWidths.min, width));
    },
    get erasing() {
      return erasing;
    },
    set erasing(on) {
      erasing = on;
    },
    get asRead() {
      return asRead;
    },
    set asRead(on) {
      asRead = on;
    },
    begin(contact, eraserEnd) {
      finish();
      asRead = false;
      const erases = erasing || eraserEnd;
      underPen = { points: [], erases, width: erases ? penWidth * eraserScale : penWidth };
      press([contact]);
    },
    extend: press,
    finish,
    cancel,
    undo() {
      finish();
      change(undo(drawing));
    },
    redo() {
      finish();
      change(redo(drawing));
    },
    clear() {
      finish();
      change(clear(drawing));
    },
  };
}
