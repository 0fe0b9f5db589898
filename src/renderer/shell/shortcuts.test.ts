import { expect, test } from 'vitest';
import { commandOfKey, type KeyPlace } from './shortcuts.ts';

const room: KeyPlace = { hasMenu: false, mac: false, typing: false, covered: false };
const inWindow = { hasMenu: true };

const key = (code: string, changes = {}, place: Partial<KeyPlace> = {}) => {
  const modifiers = { altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, repeat: false };
  return commandOfKey({ code, key: '', ...modifiers, ...changes }, { ...room, ...place });
};
const control = (letter: string, changes = {}, place: Partial<KeyPlace> = {}) =>
  key('', { key: letter, altKey: false, ctrlKey: true, ...changes }, place);

test('trains or pauses on Alt+P, steps on Alt+S and copies a link on Alt+C', () => {
  expect(key('KeyP')).toBe('trainOrPause');
  expect(key('KeyS')).toBe('step');
  expect(key('KeyC')).toBe('copyLink');
  expect(key('KeyX')).toBeNull();
});

test('opens and closes the lesson on Alt+L', () => {
  expect(key('KeyL')).toBe('lessonStrip');
  expect(key('KeyL', {}, { covered: true })).toBeNull();
});

test('opens and leaves the presenter’s view on Alt+R', () => {
  expect(key('KeyR')).toBe('present');
});

test('opens a room on Alt and a number, beside a native menu too', () => {
  expect(key('Digit1')).toBe('lab');
  expect(key('Digit4', {}, inWindow)).toBe('lessons');
  expect(key('Digit9')).toBeNull();
});

test('ignores a letter alone, a held key and other modifiers', () => {
  expect(key('KeyP', { altKey: false })).toBeNull();
  expect(key('KeyP', { repeat: true })).toBeNull();
  expect(key('KeyS', { ctrlKey: true })).toBeNull();
  expect(key('KeyS', { shiftKey: true })).toBeNull();
  expect(control('s', { shiftKey: true })).toBeNull();
  expect(control('s', { metaKey: true })).toBeNull();
  expect(control('z')).toBeNull();
});

test('handles the usual keys for files and settings where there is no native menu', () => {
  expect(['o', 'S', 'e', ','].map((letter) => control(letter))).toEqual([
    'openFile',
    'saveModel',
    'export',
    'settings',
  ]);
  expect(control('s', { ctrlKey: false, metaKey: true })).toBe('saveModel');
  expect(['o', 's', 'e', ','].map((letter) => control(letter, {}, inWindow))).toEqual([null, null, null, null]);
});

test('leaves characters typed with Option on macOS to text fields, and otherwise goes by the key’s place', () => {
  expect(key('Digit2', { key: '@' }, { mac: true, typing: true })).toBeNull();
  expect(key('Digit2', { key: '@' }, { mac: true })).toBe('digits');
  // Elsewhere Alt alone types nothing.
  expect(key('KeyP', { key: 'p' }, { typing: true })).toBe('trainOrPause');
  expect(control('s', { ctrlKey: false, metaKey: true }, { mac: true, typing: true })).toBe('saveModel');
});

test('does nothing behind an open dialog', () => {
  expect(['KeyP', 'KeyS', 'Digit2'].map((code) => key(code, {}, { covered: true }))).toEqual([null, null, null]);
  expect(control('s', {}, { covered: true })).toBeNull();
});
