import { describe, expect, it } from 'vitest';
import { createDrawingState } from './drawing-state.svelte.ts';
import { applyShortcut, liftCursor, moveCursor, restingCursor, type Cursor } from './keyboard.ts';

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const key = (name: string, modifiers: Partial<typeof plain> = {}) => ({ ...plain, ...modifiers, key: name });

function pad() {
  let frame: (() => void) | undefined;
  const drawing = createDrawingState((callback) => {
    frame = callback;
  });
  const type = (from: Cursor, ...names: string[]) =>
    names.reduce((cursor, name) => moveCursor(drawing, cursor, key(name)) ?? cursor, from);
  return { drawing, type, nextFrame: () => frame?.() };
}

describe('the cursor', () => {
  it('moves by one of 28 pixels, and by a fifth of it with Shift', () => {
    const { drawing, type } = pad();
    expect(type(restingCursor, 'ArrowRight', 'ArrowDown')).toEqual({ x: 150, y: 80, down: false });
    expect(moveCursor(drawing, restingCursor, key('ArrowLeft', { shiftKey: true }))).toMatchObject({ x: 138, y: 70 });
  });

  it('stays on the pad', () => {
    const { type } = pad();
    expect(type(restingCursor, ...Array.from({ length: 40 }, () => 'ArrowUp')).y).toBe(0);
    expect(type(restingCursor, ...Array.from({ length: 40 }, () => 'ArrowRight')).x).toBe(280);
  });

  it('draws from where Space puts the pen down to where Space lifts it', () => {
    const { drawing, type, nextFrame } = pad();
    const lifted = type(restingCursor, ' ', 'ArrowDown', 'ArrowDown', ' ', 'ArrowRight');
    nextFrame();
    expect(lifted).toEqual({ x: 150, y: 90, down: false });
    expect(drawing.strokes).toHaveLength(1);
    expect(drawing.strokes[0].points.map(({ x, y }) => [x, y])).toEqual([
      [140, 70],
      [140, 80],
      [140, 90],
    ]);
    expect(drawing.canUndo).toBe(true);
  });

  it('ends its stroke when lifted by other code', () => {
    const { drawing, type } = pad();
    expect(liftCursor(drawing, type(restingCursor, ' ')).down).toBe(false);
    expect(drawing.canUndo).toBe(true);
  });

  it('ignores other keys, and arrows with a command key', () => {
    const { drawing } = pad();
    expect(moveCursor(drawing, restingCursor, key('a'))).toBeNull();
    expect(moveCursor(drawing, restingCursor, key('Tab'))).toBeNull();
    expect(moveCursor(drawing, restingCursor, key('ArrowLeft', { altKey: true }))).toBeNull();
  });
});

describe('shortcuts', () => {
  it.each([
    ['Ctrl+Z and Ctrl+Y', key('z', { ctrlKey: true }), key('y', { ctrlKey: true })],
    ['⌘Z and ⌘⇧Z', key('z', { metaKey: true }), key('Z', { metaKey: true, shiftKey: true })],
  ])('undo and redo by %s', (_, undoing, redoing) => {
    const { drawing, type } = pad();
    type(restingCursor, ' ', ' ');
    expect(applyShortcut(drawing, undoing)).toBe(true);
    expect(drawing).toMatchObject({ canUndo: false, canRedo: true });
    expect(applyShortcut(drawing, redoing)).toBe(true);
    expect(drawing).toMatchObject({ canUndo: true, canRedo: false });
  });

  it('clear by Delete and by Backspace', () => {
    for (const name of ['Delete', 'Backspace']) {
      const { drawing, type } = pad();
      type(restingCursor, ' ', ' ');
      expect(applyShortcut(drawing, key(name))).toBe(true);
      expect(drawing.canClear).toBe(false);
    }
  });

  it('are no plain letters', () => {
    const { drawing } = pad();
    expect(applyShortcut(drawing, key('z'))).toBe(false);
    expect(applyShortcut(drawing, key('y'))).toBe(false);
  });
});
