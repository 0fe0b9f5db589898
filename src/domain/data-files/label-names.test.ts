// Holds P25.
import { expect, test } from 'vitest';
import {
  labelPresetNames,
  labelPresets,
  LabelNamesError,
  numberNames,
  parseLabelNames,
  presetNames,
} from './label-names.ts';

test('one name per line, with any line ending, ignoring blank lines', () => {
  expect(parseLabelNames('\uFEFFT-shirt/top\r\n Trouser \n\n가방\n')).toEqual(['T-shirt/top', 'Trouser', '가방']);
});

test("EMNIST's mapping.txt gives characters by code point, in label order", () => {
  expect(parseLabelNames('1 66 98\n0 65 97\n2 67 99\n')).toEqual(['Aa', 'Bb', 'Cc']);
  expect(parseLabelNames('0 48\n1 49\n2 65')).toEqual(['0', '1', 'A']);
});

test.each([
  ['no name', ''],
  ['one name', 'a'],
  ['101 names', Array.from({ length: 101 }, (_, at) => `n${at}`).join('\n')],
  ['a name of 61 characters', `a\n${'b'.repeat(61)}`],
  ['a tab within a name', 'a\nb\tc'],
  ['a label left out', '0 48\n2 50'],
  ['a label twice', '0 48\n0 49'],
  ['a number that is no character', '0 48\n1 1114112'],
])('refuses %s', (_, text) => {
  expect(() => parseLabelNames(text)).toThrow(LabelNamesError);
});

test('each preset has as many names as its data set has classes', () => {
  expect(Object.values(labelPresets).map(({ length }) => length)).toEqual([10, 10, 26, 47]);
  for (const names of Object.values(labelPresets)) expect(new Set(names).size).toBe(names.length);
});

test('presets of words exist in Korean, complete and without duplicates', () => {
  for (const preset of labelPresetNames) {
    expect(presetNames(preset, 'en')).toBe(labelPresets[preset]);
    const korean = presetNames(preset, 'ko');
    expect(new Set(korean).size).toBe(labelPresets[preset].length);
    expect(korean.join('')).not.toMatch(/[a-z]{3}/i.test(labelPresets[preset][0]) ? /[a-z]/i : /[가-힣]/);
  }
  expect(presetNames('fashion', 'ko')[9]).toBe('앵클부츠');
});

test('a set without names uses its labels', () => {
  expect(numberNames(3, 1)).toEqual(['1', '2', '3']);
});
