/** Keyboard actions on a drawing: shortcuts, and a cursor that draws. The pad shows the cursor and owns the focus. */

import { rasterSide } from '../../../domain/ink/ink.ts';
import type { DrawingState } from './drawing-state.svelte.ts';

/** A point on the raster, and whether the pen is down there. */
export type Cursor = { readonly x: number; readonly y: number; readonly down: boolean };

export const restingCursor: Cursor = { x: rasterSide / 2, y: rasterSide / 4, down: false };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** One of MNIST's 28 pixels per key press, a fifth of it with Shift. */
const step = rasterSide / 28;
const fineStep = step / 5;

const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Change of the pen's width per key press, in raster units. */
const widthStep = 5;

/** Undo, redo and clear by their usual keys, eraser by E, width by [ and ]. @returns false for any other key */
export function applyShortcut(drawing: DrawingState, { key, ctrlKey, metaKey, shiftKey, altKey }: Key): boolean {
  const command = (ctrlKey || metaKey) && !altKey;
  const letter = key.toLowerCase();
  if (command && letter === 'z') {
    if (shiftKey) drawing.redo();
    else drawing.undo();
  } else if (command && letter === 'y') {
    drawing.redo();
  } else if ((key === 'Delete' || key === 'Backspace') && !command && !altKey) {
    drawing.clear();
  } else if (letter === 'e' && !command && !altKey) {
    drawing.erasing = !drawing.erasing;
  } else if ((key === '[' || key === ']') && !command && !altKey) {
    drawing.penWidth += key === ']' ? widthStep : -widthStep;
  } else {
    return false;
  }
  return true;
}

/**
 * Arrow keys move the cursor, drawing where it is down; Space puts it down and lifts it. @returns null for any other
 * key
 */
export function moveCursor(drawing: DrawingState, cursor: Cursor, key: Key): Cursor | null {
  if (key.ctrlKey || key.metaKey || key.altKey) return null;
  if (key.key === ' ') return cursor.down ? liftCursor(drawing, cursor) : lowerCursor(drawing, cursor);
  if (!(key.key in directions)) return null;
  const [dx, dy] = directions[key.key];
  const distance = key.shiftKey ? fineStep : step;
  const { width, height } = drawing.raster;
  const moved = { ...cursor, x: within(width, cursor.x + dx * distance), y: within(height, cursor.y + dy * distance) };
  if (cursor.down) drawing.extend([contactOf(moved)]);
  return moved;
}

/** Ends the cursor's stroke, if there is one. */
export function liftCursor(drawing: DrawingState, cursor: Cursor): Cursor {
  if (cursor.down) drawing.finish();
  return { ...cursor, down: false };
}

function lowerCursor(drawing: DrawingState, cursor: Cursor): Cursor {
  drawing.begin(contactOf(cursor), false);
  return { ...cursor, down: true };
}

const contactOf = ({ x, y }: Cursor) => ({ x, y, thickness: 1 });
const within = (most: number, value: number) => Math.min(most, Math.max(0, value));
