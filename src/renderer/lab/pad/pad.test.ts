import { expect, test, vi } from 'vitest';
import { createDrawingState } from './drawing-state.svelte.ts';
import { createPad } from './pad.svelte.ts';
import { createScoreState } from '../score/reading/score-state.svelte.ts';

/** A pad whose frames come at once, wired as in the panel. */
function setUp() {
  const score = createScoreState(vi.fn());
  const plain = createDrawingState((callback) => {
    callback();
  });
  const pad = createPad(score, plain);
  const tell = () => {
    pad.read(pad.drawing.digit?.pixels ?? null);
  };
  const drawLine = () => {
    pad.drawing.begin({ x: 140, y: 60, thickness: 1 }, false);
    pad.drawing.extend([{ x: 140, y: 220, thickness: 1 }]);
    pad.drawing.finish();
    tell();
  };
  return { score, pad, tell, drawLine };
}

test('replaces the test digit by drawing', () => {
  const { score, drawLine } = setUp();
  expect(score.source).toEqual({ kind: 'test', index: 0 });
  drawLine();
  expect(score.source?.kind).toBe('drawing');
});

test('clears a test digit like a drawing', () => {
  const { score, pad } = setUp();
  expect(pad.drawing.canClear).toBe(true);
  pad.drawing.clear();
  expect(score.source).toBeNull();
  expect(pad.drawing.canClear).toBe(false);
});

test('brings back a drawing replaced by a test digit with undo', () => {
  const { score, pad, tell, drawLine } = setUp();
  drawLine();
  pad.showTestDigit(5);
  tell();
  expect(score.source).toEqual({ kind: 'test', index: 5 });
  expect(pad.drawing.digit).toBeNull();
  pad.drawing.undo();
  tell();
  expect(score.source?.kind).toBe('drawing');
});

test('reads nothing after the drawing is cleared', () => {
  const { score, pad, tell, drawLine } = setUp();
  drawLine();
  pad.drawing.clear();
  tell();
  expect(score.source).toBeNull();
});

test('keeps an existing drawing when the drawing is chosen', () => {
  const { score, pad, drawLine } = setUp();
  drawLine();
  pad.showDrawing();
  expect(score.source?.kind).toBe('drawing');
});

test('replaces the drawing by a kept digit, which can be cleared, and undo brings the drawing back', () => {
  const { score, pad, tell, drawLine } = setUp();
  drawLine();
  const pixels = new Uint8Array(784).fill(7);
  pad.showKept(pixels, 4);
  tell();
  expect(pad.keptLabel).toBe(4);
  expect(score.source).toEqual({ kind: 'drawing', pixels });
  expect(pad.drawing.digit).toBeNull();
  expect(pad.drawing.canClear).toBe(true);
  pad.drawing.undo();
  tell();
  expect(score.source).not.toEqual({ kind: 'drawing', pixels });
  expect(pad.keptLabel).toBeNull();
  pad.showKept(pixels, 4);
  pad.drawing.clear();
  expect(score.source).toBeNull();
});

test('reads what is drawn to its end, whatever row was looked at before', () => {
  const { score, drawLine } = setUp();
  score.row = 10;
  drawLine();
  expect(score.row).toBe(score.lastRow);
});
