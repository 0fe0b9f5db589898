import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Augmentation } from '../../domain/recipe/recipe.ts';
import { dataDirectory } from '../testing/start.ts';
import { augment } from './augment.ts';
import { loadMnist } from '../data/mnist.ts';
import { type DigitSet } from '../../domain/digit-set.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { gatherImages, gatherLabels } from '../../domain/digit-set.ts';

let digits: DigitSet;

beforeAll(async () => {
  digits = (await loadMnist(dataDirectory)).train;
});

type Settings = { kind?: Augmentation; seed?: number; epoch?: number };

function drawn(indices: number[], { kind = 'international', seed = 1, epoch = 0 }: Settings = {}): Uint8Array {
  const chosen = Uint32Array.from(indices);
  const images = gatherImages(digits, chosen);
  augment(images, gatherLabels(digits, chosen), chosen, { kind, seed, epoch, count: digits.count });
  return images;
}

/** Training digits of one class. */
function digitsOf(label: number, count: number): number[] {
  const indices = Array.from({ length: 10_000 }, (_, index) => index);
  return indices.filter((index) => digits.labels[index] === label).slice(0, count);
}

function meanInk(images: Uint8Array): number {
  return images.reduce((sum, value) => sum + value, 0) / (images.length / pixelCount) / 255;
}

function eachOf(images: Uint8Array): Uint8Array[] {
  return Array.from({ length: images.length / pixelCount }, (_, index) =>
    images.subarray(index * pixelCount, (index + 1) * pixelCount),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Box around clear ink (above a threshold); the centre of mass covers all ink, counted from the middle of pixel 0. */
function inkBox(image: Uint8Array) {
  const places = [...image.keys()].filter((place) => image[place] >= 96);
  const columns = places.map((place) => place % 28);
  const rows = places.map((place) => Math.floor(place / 28));
  const ink = image.reduce((sum, value) => sum + value, 0);
  return {
    width: Math.max(...columns) - Math.min(...columns) + 1,
    height: Math.max(...rows) - Math.min(...rows) + 1,
    centreX: image.reduce((sum, value, place) => sum + value * (place % 28), 0) / ink,
    centreY: image.reduce((sum, value, place) => sum + value * Math.floor(place / 28), 0) / ink,
  };
}

describe('augmentation', () => {
  test('none leaves the digits unchanged', () => {
    expect(drawn([0, 1, 2], { kind: 'none' })).toEqual(gatherImages(digits, Uint32Array.of(0, 1, 2)));
  });

  test('depends on seed, epoch and digit only, not on the rest of the batch', () => {
    const digit = fc.nat(digits.count - 1);
    const kind = fc.constantFrom<Augmentation>('standard', 'international');
    fc.assert(
      fc.property(digit, digit, fc.nat(99), fc.nat(2 ** 32 - 1), kind, (index, other, epoch, seed, kind) => {
        const alone = drawn([index], { kind, seed, epoch });
        expect(drawn([other, index], { kind, seed, epoch }).subarray(pixelCount)).toEqual(alone);
      }),
      { numRuns: 50 },
    );
  });

  test('differs by epoch, seed and digit', () => {
    expect(drawn([3])).not.toEqual(drawn([3], { epoch: 1 }));
    expect(drawn([3])).not.toEqual(drawn([3], { seed: 2 }));
    expect(drawn([3])).not.toEqual(drawn([4]));
  });

  test("keeps every digit's ink, near the middle", () => {
    const count = 2000;
    const images = drawn(
      Array.from({ length: count }, (_, index) => index),
      { kind: 'standard' },
    );
    for (let index = 0; index < count; index++) {
      const before = meanInk(digits.images.subarray(index * pixelCount, (index + 1) * pixelCount));
      const after = meanInk(images.subarray(index * pixelCount, (index + 1) * pixelCount));
      // Scale, pen and bend together remove at most four fifths of the ink, for the thinnest lines.
      expect(after).toBeGreaterThan(before / 5);
      expect(after).toBeLessThan(before * 3.5);
    }
  });

  test('gives many ones a flag or a foot: they become wider', () => {
    const chosen = digitsOf(1, 300);
    const meanWidth = (images: Uint8Array) => mean(eachOf(images).map((image) => inkBox(image).width));
    expect(meanWidth(drawn(chosen))).toBeGreaterThan(meanWidth(drawn(chosen, { kind: 'standard' })) + 1);
  });

  test('recentres and rescales a digit with added strokes, as the drawing pad does', () => {
    for (const label of [1, 4, 7, 9]) {
      const boxes = eachOf(drawn(digitsOf(label, 400))).map(inkBox);
      expect(Math.abs(mean(boxes.map(({ centreX }) => centreX)) - 14)).toBeLessThan(0.3);
      expect(Math.abs(mean(boxes.map(({ centreY }) => centreY)) - 14)).toBeLessThan(0.3);
      const usual = eachOf(drawn(digitsOf(label, 400), { kind: 'standard' })).map(inkBox);
      const sideOf = (all: typeof boxes) => mean(all.map(({ width, height }) => Math.max(width, height)));
      expect(Math.abs(sideOf(boxes) - sideOf(usual))).toBeLessThan(0.5);
    }
  });

  test('gives many sevens a bar: more ink right of the stem at half height', () => {
    const chosen = digitsOf(7, 300);
    const crossing = (images: Uint8Array) => {
      let wide = 0;
      for (let start = 0; start < images.length; start += pixelCount) {
        const rowsOfMiddle = [13, 14, 15, 16].map((row) => images.subarray(start + row * 28, start + row * 28 + 28));
        if (rowsOfMiddle.some((row) => row.filter((value) => value > 96).length >= 8)) wide++;
      }
      return wide / chosen.length;
    };
    expect(crossing(drawn(chosen))).toBeGreaterThan(crossing(drawn(chosen, { kind: 'standard' })) + 0.15);
  });
});
