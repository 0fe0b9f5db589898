import { expect, test } from 'vitest';
import { randomStream } from '../../../domain/random.ts';
import { digitClasses } from '../../../domain/recipe/network-fields.ts';
import { pixelCount } from '../../../domain/sequence.ts';
import { hands } from '../../data/testing/hands.ts';
import { digitStyles } from './digit-styles.ts';
import { writeDigit } from './write-digit.ts';

function written(digit: number, index: number): Uint8Array {
  const image = new Uint8Array(pixelCount);
  writeDigit(image, digit, randomStream(1, 'probes', index));
  return image;
}

test('each digit has several ways of being written, and the extremes of each have the same strokes', () => {
  for (let digit = 0; digit < digitClasses; digit++) {
    expect(digitStyles.filter((style) => style.digit === digit).length).toBeGreaterThan(1);
  }
  for (const { name, from, to } of digitStyles) {
    const form = (strokes: typeof from) => strokes.map(({ kind, points }) => [kind, points.length]);
    expect(form(to), name).toEqual(form(from));
  }
});

test('none is a shape that hands are tested with', () => {
  const tested = new Set(hands.map(({ strokes }) => JSON.stringify(strokes)));
  for (const { from, to } of digitStyles) {
    expect(tested.has(JSON.stringify(from)) || tested.has(JSON.stringify(to))).toBe(false);
  }
});

test('a written digit fills MNIST’s box of 20 pixels, differs each time, and is the same for the same stream', () => {
  for (let digit = 0; digit < digitClasses; digit++) {
    for (let index = 0; index < 20; index++) {
      const image = written(digit, index);
      const places = [...image.keys()].filter((place) => image[place] > 0);
      const [rows, columns] = [places.map((place) => Math.floor(place / 28)), places.map((place) => place % 28)];
      const extent = (values: readonly number[]) => Math.max(...values) - Math.min(...values) + 1;
      expect(Math.max(extent(rows), extent(columns))).toBe(20);
      expect(image).toEqual(written(digit, index));
      expect(image).not.toEqual(written(digit, index + 20));
    }
  }
});
