/**
 * The pad's reactive state: the drawing, the stroke under the pen, and what follows from both. However fast the pen
 * moves, everything readable here changes at most once per animation frame.
 */

import { centreDigit, type CentredDigit } from '../../../domain/ink/centre.ts';
import { onGrid } from '../../../domain/ink/packed-ink.ts';
import { findDigits, type FoundDigit } from '../../../domain/ink/find-digits.ts';
import { blankInk, paintStroke, typicalPenWidth } from '../../../domain/ink/ink.ts';
import type { Ink, Stroke, StrokePoint } from '../../../domain/ink/ink.ts';
import {
  addPicture,
  addStroke,
  canRedo,
  canUndo,
  clear,
  type Drawing,
  emptyDrawing,
  inkOf,
  isBlank,
  pictureOf,
  type Raster,
  redo,
  replacePicture,
  squareRaster,
  strokesOf,
  undo,
} from './drawing.ts';
import type { Picture } from '../../files/picture.ts';
import type { Contact, Hand } from './pointer-strokes.ts';

/** Limits of `penWidth`, in raster units. */
export const penWidths = { min: 10, max: 50 } as const;

/** An eraser is wider than the pen, so that following a line also removes its soft edge. */
const eraserScale = 1.6;

/** Contacts nearer than this to the last one add nothing visible; in raster units. */
const minStep = 1;

type Shown = {
  readonly picture: Picture | null;
  readonly strokes: readonly Stroke[];
  /** A new object whenever the ink has changed; its bytes are only valid until the next change. */
  readonly ink: Ink;
  readonly digits: readonly FoundDigit[];
};

export type DrawingState = Hand & {
  /** The size of the ink. */
  readonly raster: Raster;
  /** The picture beneath the strokes. */
  readonly picture: Picture | null;
  /** Strokes since the last clearing, including the one under the pen. */
  readonly strokes: readonly Stroke[];
  readonly ink: Ink;
  /** Whether nothing is drawn, nor erased. */
  readonly blank: boolean;
  /** The digits found side by side, from left to right. */
  readonly digits: readonly FoundDigit[];
  /** Which of them is read, from 0; the last one where there are fewer. */
  chosen: number;
  /** The chosen digit's ink centred like MNIST's, with its stages; null while nothing is drawn. */
  readonly digit: CentredDigit | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Whether there is anything to clear. */
  readonly canClear: boolean;
  /** Diameter of the pen in raster units, see {@link penWidths}. */
  penWidth: number;
  erasing: boolean;
  /** Whether the pad shows the 28×28 pixels that the network reads instead of the ink. Drawing switches it off. */
  asRead: boolean;
  undo(): void;
  redo(): void;
  clear(): void;
  /** Replaces the drawing by strokes; undo brings it back. */
  showStrokes(strokes: readonly Stroke[]): void;
  /** Replaces the drawing by a picture; undo brings the drawing back. */
  showPicture(picture: Picture): void;
  /** Takes the picture's other tone as ink, where that leaves any; strokes on it stay. */
  turnPicture(): void;
};

/**
 * @param nextFrame runs its callback in the next animation frame; tests pass their own
 * @param raster of a pad that is wider than a digit, on which no digits are told apart
 */
export function createDrawingState(
  nextFrame: (callback: () => void) => void = (callback) => requestAnimationFrame(callback),
  raster: Raster = squareRaster,
): DrawingState {
  const found = (ink: Ink) => (raster === squareRaster ? findDigits(ink) : []);
  let drawing = $state.raw<Drawing>(emptyDrawing);
  let penWidth = $state(typicalPenWidth);
  let erasing = $state(false);
  let asRead = $state(false);

  let ink = blankInk(raster.width, raster.height);
  let underPen: { points: StrokePoint[]; erases: boolean; width: number } | null = null;
  let shown = $state.raw<Shown>({ picture: null, strokes: [], ink, digits: [] });
  let chosen = $state(0);
  const reading = $derived(Math.max(0, Math.min(chosen, shown.digits.length - 1)));
  const digit = $derived(shown.digits.length > 0 ? centreDigit(shown.digits[reading].ink) : null);
  let frameAsked = false;

  function showSoon(): void {
    if (frameAsked) return;
    frameAsked = true;
    nextFrame(() => {
      frameAsked = false;
      const strokes = strokesOf(drawing);
      if (underPen) strokes.push({ points: [...underPen.points], erases: underPen.erases });
      shown = { picture: pictureOf(drawing), strokes, ink: { ...ink }, digits: found({ ...ink }) };
      if (shown.digits.length === 0) chosen = 0;
    });
  }

  function change(next: Drawing): void {
    drawing = next;
    ink = inkOf(drawing, raster);
    showSoon();
  }

  function press(contacts: readonly Contact[]): void {
    if (!underPen) return;
    const { points, width } = underPen;
    const first = points.length;
    for (const { thickness, ...contact } of contacts) {
      // A link holds exactly these strokes.
      const [x, y] = [onGrid(contact.x), onGrid(contact.y)];
      const last = points.at(-1);
      if (last && Math.hypot(x - last.x, y - last.y) < minStep) continue;
      points.push({ x, y, width: onGrid(width * thickness) });
    }
    if (points.length === first) return;
    paintStroke(ink, underPen, first);
    showSoon();
  }

  function finish(): void {
    if (!underPen) return;
    const { points, erases } = underPen;
    underPen = null;
    // The ink already includes this stroke.
    drawing = addStroke(drawing, { points, erases });
    showSoon();
  }

  function cancel(): void {
    underPen = null;
    change(drawing);
  }

  return {
    raster,
    get strokes() {
      return shown.strokes;
    },
    get ink() {
      return shown.ink;
    },
    get picture() {
      return shown.picture;
    },
    get blank() {
      return !shown.picture && shown.strokes.length === 0;
    },
    get digits() {
      return shown.digits;
    },
    get chosen() {
      return reading;
    },
    set chosen(index) {
      chosen = index;
    },
    get digit() {
      return digit;
    },
    get canUndo() {
      return canUndo(drawing);
    },
    get canRedo() {
      return canRedo(drawing);
    },
    get canClear() {
      return !isBlank(drawing);
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
    showStrokes(strokes) {
      finish();
      asRead = false;
      change(strokes.reduce(addStroke, clear(drawing)));
    },
    showPicture(picture) {
      finish();
      asRead = false;
      change(addPicture(drawing, picture));
    },
    turnPicture() {
      finish();
      const turned = pictureOf(drawing)?.otherTone();
      if (turned) change(replacePicture(drawing, turned));
    },
  };
}
