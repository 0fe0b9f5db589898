import { describe, expect, it } from 'vitest';
import { rasterise } from '../../../domain/ink/ink.ts';
import { createDrawingState, penWidths } from './drawing-state.svelte.ts';

/** A pad whose animation frames the test triggers. */
function pad() {
  const frames: (() => void)[] = [];
  const state = createDrawingState((callback) => frames.push(callback));
  const nextFrame = () => {
    const due = frames.splice(0);
    for (const callback of due) callback();
    return due.length;
  };
  const line = (...contacts: [number, number][]) => {
    const [first, ...rest] = contacts.map(([x, y]) => ({ x, y, thickness: 1 }));
    state.begin(first, false);
    state.extend(rest);
    state.finish();
  };
  return { state, nextFrame, line };
}

describe('the state of a drawing', () => {
  it('is blank at first, with nothing to undo, redo or clear', () => {
    const { state } = pad();
    expect(state).toMatchObject({ strokes: [], digit: null, canUndo: false, canRedo: false, canClear: false });
  });

  it('shows the digit while the pen is still down', () => {
    const { state, nextFrame } = pad();
    state.begin({ x: 140, y: 40, thickness: 1 }, false);
    state.extend([{ x: 140, y: 240, thickness: 1 }]);
    expect(state.digit).toBeNull();
    nextFrame();
    expect(state.digit?.box.height).toBe(20);
    expect(state.canUndo).toBe(false);
  });

  it('requests one frame, however often the pen moves in it', () => {
    const { state, nextFrame } = pad();
    state.begin({ x: 10, y: 10, thickness: 1 }, false);
    for (let x = 11; x < 60; x++) state.extend([{ x, y: 10, thickness: 1 }]);
    expect(nextFrame()).toBe(1);
    expect(nextFrame()).toBe(0);
  });

  it('has the ink of its strokes, after drawing as after undo and redo', () => {
    const { state, nextFrame, line } = pad();
    line([40, 40], [240, 60], [120, 240]);
    line([60, 150], [200, 150]);
    nextFrame();
    expect(state.ink).toEqual(rasterise(state.strokes));
    const before = state.ink.coverage.slice();
    state.undo();
    state.undo();
    nextFrame();
    expect(state.digit).toBeNull();
    state.redo();
    state.redo();
    nextFrame();
    expect(state.ink.coverage).toEqual(before);
  });

  it('gives new ink and a new digit with every change, so that views update', () => {
    const { state, nextFrame, line } = pad();
    line([40, 40], [240, 60]);
    nextFrame();
    const { ink, digit } = state;
    line([40, 140], [240, 160]);
    nextFrame();
    expect(state.ink).not.toBe(ink);
    expect(state.digit).not.toBe(digit);
  });

  it('is blank again when everything has been erased', () => {
    const { state, nextFrame, line } = pad();
    line([40, 40], [240, 40]);
    state.erasing = true;
    line([40, 40], [240, 40]);
    nextFrame();
    expect(state.digit).toBeNull();
    expect(state.canUndo).toBe(true);
  });

  it('undoes a clearing', () => {
    const { state, nextFrame, line } = pad();
    line([40, 40], [240, 60]);
    state.clear();
    nextFrame();
    expect(state).toMatchObject({ digit: null, canClear: false, canUndo: true });
    state.undo();
    nextFrame();
    expect(state.digit).not.toBeNull();
  });

  it('drops a stroke that was cancelled', () => {
    const { state, nextFrame } = pad();
    state.begin({ x: 140, y: 140, thickness: 1 }, false);
    state.cancel();
    nextFrame();
    expect(state).toMatchObject({ digit: null, canUndo: false });
  });

  it('keeps the stroke under the pen when another action intervenes', () => {
    const { state, nextFrame, line } = pad();
    line([40, 40], [240, 60]);
    state.begin({ x: 140, y: 140, thickness: 1 }, false);
    state.undo();
    state.finish();
    nextFrame();
    expect(state.strokes).toHaveLength(1);
    expect(state.canRedo).toBe(true);
  });

  it('returns to the ink when the pen touches', () => {
    const { state } = pad();
    state.asRead = true;
    state.begin({ x: 140, y: 140, thickness: 1 }, false);
    expect(state.asRead).toBe(false);
  });

  it('scales the pen width by the thickness of a contact and keeps it within its limits', () => {
    const { state, nextFrame } = pad();
    state.penWidth = 1000;
    expect(state.penWidth).toBe(penWidths.max);
    state.begin({ x: 140, y: 140, thickness: 0.5 }, false);
    state.finish();
    nextFrame();
    expect(state.strokes[0].points[0].width).toBe(penWidths.max / 2);
  });
});
