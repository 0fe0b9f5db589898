import { expect, test } from 'vitest';
import { commandOfKey } from './shortcuts.ts';

const key = (code: string, changes = {}, hasMenu = false) => {
  const modifiers = { altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, repeat: false };
  return commandOfKey({ code, key: '', ...modifiers, ...changes }, hasMenu);
};
const control = (letter: string, changes = {}, hasMenu = false) =>
  key('', { key: letter, altKey: false, ctrlKey: true, ...changes }, hasMenu);

test('Alt+P trains or pauses and Alt+S steps', () => {
  expect(key('KeyP')).toBe('trainOrPause');
  expect(key('KeyS')).toBe('step');
  expect(key('KeyX')).toBeNull();
});

test('Alt and a number open a room, beside a native menu too', () => {
  expect(key('Digit1')).toBe('lab');
  expect(key('Digit4', {}, true)).toBe('lessons');
  expect(key('Digit9')).toBeNull();
});

test('a letter alone, a held key and other modifiers do nothing', () => {
  expect(key('KeyP', { altKey: false })).toBeNull();
  expect(key('KeyP', { repeat: true })).toBeNull();
  expect(key('KeyS', { ctrlKey: true })).toBeNull();
  expect(key('KeyS', { shiftKey: true })).toBeNull();
  expect(control('s', { shiftKey: true })).toBeNull();
  expect(control('s', { metaKey: true })).toBeNull();
  expect(control('z')).toBeNull();
});

test('the usual keys for files and settings are the page’s where no native menu hears them', () => {
  expect(['o', 'S', 'e', ','].map((letter) => control(letter))).toEqual([
    'openFile',
    'saveModel',
    'export',
    'settings',
  ]);
  expect(control('s', { ctrlKey: false, metaKey: true })).toBe('saveModel');
  expect(['o', 's', 'e', ','].map((letter) => control(letter, {}, true))).toEqual([null, null, null, null]);
});
