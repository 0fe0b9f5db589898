import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankInk, rasterise, type Stroke } from '../../../domain/ink/ink.ts';
import {
  addPicture,
  addStroke,
  canRedo,
  canUndo,
  clear,
  emptyDrawing,
  inkOf,
  isBlank,
  pictureOf,
  redo,
  replacePicture,
  strokesOf,
  undo,
  type Drawing,
} from './drawing.ts';
import type { Picture } from '../../files/picture.ts';

const stroke = (x: number): Stroke => ({ erases: false, points: [{ x, y: 0, width: 10 }] });
const drawn = (...xs: number[]) => xs.reduce((drawing, x) => addStroke(drawing, stroke(x)), emptyDrawing);

describe('a drawing', () => {
  it('shows its strokes in order', () => {
    expect(strokesOf(drawn(1, 2))).toEqual([stroke(1), stroke(2)]);
  });

  it('undoes a clearing', () => {
    const cleared = clear(drawn(1, 2));
    expect(strokesOf(cleared)).toEqual([]);
    expect(strokesOf(undo(cleared))).toEqual([stroke(1), stroke(2)]);
  });

  it('shows only what was drawn since the last clearing', () => {
    expect(strokesOf(addStroke(clear(drawn(1, 2)), stroke(3)))).toEqual([stroke(3)]);
  });

  it('does not count clearing a blank pad as a step', () => {
    expect(canUndo(clear(emptyDrawing))).toBe(false);
    const cleared = clear(drawn(1));
    expect(clear(cleared)).toBe(cleared);
  });

  it('drops undone steps when something new is drawn', () => {
    const changed = addStroke(undo(drawn(1, 2)), stroke(3));
    expect(canRedo(changed)).toBe(false);
    expect(strokesOf(changed)).toEqual([stroke(1), stroke(3)]);
  });

  it('stays as it is when there is nothing to undo or redo', () => {
    expect(undo(emptyDrawing)).toEqual(emptyDrawing);
    expect(redo(drawn(1))).toEqual(drawn(1));
  });

  it('is restored after undoing any number of steps and redoing as many', () => {
    const anyDrawing = fc.array(fc.oneof(fc.nat(), fc.constant('clear' as const)), { maxLength: 12 }).map((steps) =>
      steps.reduce<Drawing>((drawing, step) => {
        return step === 'clear' ? clear(drawing) : addStroke(drawing, stroke(step));
      }, emptyDrawing),
    );
    fc.assert(
      fc.property(anyDrawing, fc.nat(12), (drawing, wanted) => {
        const times = Math.min(wanted, drawing.done.length);
        let changed = drawing;
        for (let n = 0; n < times; n++) changed = undo(changed);
        expect(changed.done).toHaveLength(drawing.done.length - times);
        for (let n = 0; n < times; n++) changed = redo(changed);
        expect(changed).toEqual(drawing);
      }),
    );
  });
});

/** A pad fully inked at `level`. */
function picture(level: number): Picture {
  const ink = blankInk();
  ink.coverage.fill(level);
  return { kind: 'picture', ink, tone: 'dark', otherTone: () => null };
}

describe('a picture on the pad', () => {
  const [first, second] = [picture(10), picture(20)];

  it('replaces the drawing, which undo brings back', () => {
    const laid = addPicture(drawn(1), first);
    expect(pictureOf(laid)).toBe(first);
    expect(strokesOf(laid)).toEqual([]);
    expect(pictureOf(undo(laid))).toBeNull();
    expect(strokesOf(undo(laid))).toEqual([stroke(1)]);
    expect(redo(undo(laid))).toEqual(laid);
  });

  it('is beneath the strokes drawn on it', () => {
    const laid = addStroke(addPicture(emptyDrawing, first), stroke(140));
    const strokes = rasterise([stroke(140)]).coverage;
    expect(strokesOf(laid)).toEqual([stroke(140)]);
    expect(inkOf(laid).coverage).toEqual(strokes.map((value) => Math.max(10, value)));
  });

  it('is replaced by the next one, and undo brings it back', () => {
    const both = addPicture(addStroke(addPicture(emptyDrawing, first), stroke(1)), second);
    expect(pictureOf(both)).toBe(second);
    expect(strokesOf(both)).toEqual([]);
    expect(pictureOf(undo(both))).toBe(first);
    expect(strokesOf(undo(both))).toEqual([stroke(1)]);
  });

  it('is cleared like strokes, and undo brings it back', () => {
    const cleared = clear(addPicture(emptyDrawing, first));
    expect(isBlank(cleared)).toBe(true);
    expect(inkOf(cleared)).toEqual(blankInk());
    expect(pictureOf(undo(cleared))).toBe(first);
  });

  it('keeps its strokes when switched to the other tone, which is no step of its own', () => {
    const laid = addStroke(addPicture(drawn(1), first), stroke(2));
    const turned = replacePicture(laid, second);
    expect(pictureOf(turned)).toBe(second);
    expect(strokesOf(turned)).toEqual([stroke(2)]);
    expect(turned.done).toHaveLength(laid.done.length);
    expect(strokesOf(undo(undo(turned)))).toEqual([stroke(1)]);
    expect(pictureOf(redo(redo(undo(undo(turned)))))).toBe(second);
  });

  it('keeps steps to redo when switched', () => {
    const laid = undo(addStroke(addPicture(emptyDrawing, first), stroke(2)));
    expect(strokesOf(redo(replacePicture(laid, second)))).toEqual([stroke(2)]);
  });

  it('drops undone steps when it is added', () => {
    expect(canRedo(addPicture(undo(drawn(1)), first))).toBe(false);
  });
});
