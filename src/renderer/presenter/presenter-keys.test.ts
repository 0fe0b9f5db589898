import { expect, test } from 'vitest';
import { actOfKey, type KeyState } from './presenter-keys.ts';

const picture: KeyState = { inPicture: true, pointing: true, hasLooks: true, units: 128 };

function act(key: string, held: readonly ('Shift' | 'Alt' | 'Control' | 'Meta')[] = [], state: Partial<KeyState> = {}) {
  const keys = {
    key,
    shiftKey: held.includes('Shift'),
    altKey: held.includes('Alt'),
    ctrlKey: held.includes('Control'),
    metaKey: held.includes('Meta'),
  };
  return actOfKey(keys, { ...picture, ...state });
}

test('moves the pointer one cell by an arrow, farther with Shift', () => {
  expect(act('ArrowRight')).toEqual({ kind: 'move', key: 'ArrowRight', times: 1 });
  expect(act('ArrowDown')).toEqual({ kind: 'move', key: 'ArrowDown', times: 1 });
  expect(act('ArrowLeft', ['Shift'])).toEqual({ kind: 'move', key: 'ArrowLeft', times: 8 });
  expect(act('ArrowUp', ['Shift'])).toEqual({ kind: 'move', key: 'PageUp', times: 1 });
});

test('goes to the first and last row, with Shift to the first and last unit', () => {
  expect(act('Home')).toEqual({ kind: 'move', key: 'Home', times: 1 });
  expect(act('End', ['Shift'])).toEqual({ kind: 'move', key: 'ArrowRight', times: 128 });
  expect(act('Home', ['Shift'])).toEqual({ kind: 'move', key: 'ArrowLeft', times: 128 });
});

test('steps through the lesson by the Page keys of a remote control while no pointer is shown', () => {
  expect(act('PageDown', [], { pointing: false })).toEqual({ kind: 'nextLook' });
  expect(act('PageUp', [], { pointing: false })).toEqual({ kind: 'previousLook' });
  expect(act('PageDown')).toEqual({ kind: 'move', key: 'PageDown', times: 1 });
  expect(act('PageDown', [], { pointing: false, hasLooks: false })).toMatchObject({ kind: 'move' });
});

test('takes letters only while the picture has the focus', () => {
  expect(['l', 'L', 't', 'n'].map((key) => act(key)?.kind)).toEqual(['pointer', 'pointer', 'nextTile', 'nextLook']);
  expect(['T', 'N'].map((key) => act(key, ['Shift'])?.kind)).toEqual(['previousTile', 'previousLook']);
  for (const key of ['l', 't', 'n']) expect(act(key, [], { inPicture: false })).toBeNull();
});

test('enlarges, plays and leaves from anywhere, and leaves other keys and the app’s own alone', () => {
  const anywhere = { inPicture: false };
  expect(['Enter', ' ', 'Escape'].map((key) => act(key, [], anywhere)?.kind)).toEqual(['enlarge', 'play', 'leave']);
  expect(act('Tab')).toBeNull();
  expect(act('l', ['Alt'])).toBeNull();
  expect(act('ArrowLeft', ['Control'])).toBeNull();
  expect(act('n', ['Meta'])).toBeNull();
});
