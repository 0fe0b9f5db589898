import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDrawingState } from './drawing-state.svelte.ts';
import { penRest, restMs } from './pen-rest.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A pad on which the test draws; its frames come at once. */
function pad() {
  const drawing = createDrawingState((callback) => {
    callback();
  });
  const rest = penRest(drawing);
  const line = (x: number) => {
    rest.touch();
    drawing.begin({ x, y: 40, thickness: 1 }, false);
    drawing.extend([{ x, y: 240, thickness: 1 }]);
    drawing.finish();
    rest.lift();
  };
  return { drawing, rest, line };
}

describe('a drawing whose pen rests', () => {
  it('is shown as it is read, and as ink again as soon as the pen touches', () => {
    const { drawing, rest, line } = pad();
    line(140);
    vi.advanceTimersByTime(restMs - 1);
    expect(drawing.asRead).toBe(false);
    vi.advanceTimersByTime(1);
    expect(drawing.asRead).toBe(true);
    rest.touch();
    expect(drawing.asRead).toBe(false);
    vi.advanceTimersByTime(10 * restMs);
    expect(drawing.asRead).toBe(false);
  });

  it('is ink while the hand moves over it, so that the next stroke meets the one that is there', () => {
    const { drawing, rest, line } = pad();
    line(140);
    vi.advanceTimersByTime(restMs);
    rest.hover();
    expect(drawing.asRead).toBe(false);
    vi.advanceTimersByTime(restMs / 2);
    rest.hover();
    vi.advanceTimersByTime(restMs / 2);
    expect(drawing.asRead).toBe(false);
    vi.advanceTimersByTime(restMs / 2);
    expect(drawing.asRead).toBe(true);
  });

  it('stays ink for whoever asked for the ink, until they ask for the pixels', () => {
    const { drawing, rest, line } = pad();
    line(140);
    vi.advanceTimersByTime(restMs);
    rest.choose(false);
    line(150);
    vi.advanceTimersByTime(2 * restMs);
    expect(drawing.asRead).toBe(false);
    rest.choose(true);
    expect(drawing.asRead).toBe(true);
    rest.hover();
    expect(drawing.asRead).toBe(true);
    line(160);
    vi.advanceTimersByTime(restMs);
    expect(drawing.asRead).toBe(true);
  });

  it('stays ink where nothing is drawn, or where several digits stand side by side', () => {
    const blank = pad();
    blank.rest.hover();
    vi.advanceTimersByTime(restMs);
    expect(blank.drawing.asRead).toBe(false);
    const two = pad();
    two.line(40);
    two.line(240);
    expect(two.drawing.digits).toHaveLength(2);
    vi.advanceTimersByTime(restMs);
    expect(two.drawing.asRead).toBe(false);
  });
});
