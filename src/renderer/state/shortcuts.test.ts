import { expect, test } from 'vitest';
import { actionOfKey } from './shortcuts.ts';

const key = (code: string, changes = {}) =>
  actionOfKey({ code, altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, repeat: false, ...changes });

test('Alt+P trains or pauses and Alt+S steps', () => {
  expect(key('KeyP')).toBe('trainOrPause');
  expect(key('KeyS')).toBe('step');
  expect(key('KeyX')).toBeNull();
});

test('Alt and a number open a room', () => {
  expect(key('Digit1')).toEqual({ room: 'lab' });
  expect(key('Digit4')).toEqual({ room: 'lessons' });
  expect(key('Digit9')).toBeNull();
});

test('a letter alone, a held key and other modifiers do nothing', () => {
  expect(key('KeyP', { altKey: false })).toBeNull();
  expect(key('KeyP', { repeat: true })).toBeNull();
  expect(key('KeyS', { ctrlKey: true })).toBeNull();
  expect(key('KeyS', { shiftKey: true })).toBeNull();
});
