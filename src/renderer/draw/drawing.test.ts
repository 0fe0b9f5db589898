import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stroke } from '../../engine/data/ink.ts';
import { addStroke, canRedo, canUndo, clear, emptyDrawing, redo, strokesOf, undo, type Drawing } from './drawing.ts';

const stroke = (x: number): Stroke => ({ erases: false, points: [{ x, y: 0, width: 10 }] });
const drawn = (...xs: number[]) => xs.reduce((drawing, x) => addStroke(drawing, stroke(x)), emptyDrawing);

describe('a drawing', () => {
  it('shows its strokes in order', () => {
    expect(strokesOf(drawn(1, 2))).toEqual([stroke(1), stroke(2)]);
  });

  it('takes a clearing back', () => {
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

  it('forgets what was taken back when something new is drawn', () => {
    const changed = addStroke(undo(drawn(1, 2)), stroke(3));
    expect(canRedo(changed)).toBe(false);
    expect(strokesOf(changed)).toEqual([stroke(1), stroke(3)]);
  });

  it('stays as it is when there is nothing to take back or to redo', () => {
    expect(undo(emptyDrawing)).toEqual(emptyDrawing);
    expect(redo(drawn(1))).toEqual(drawn(1));
  });

  it('comes back whole after taking back any number of steps and redoing as many', () => {
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
