import { expect, test } from 'vitest';
import { randomStream } from '../../domain/random.ts';
import { addNationalStrokes } from './national-strokes.ts';
import { pixelCount } from '../../domain/sequence.ts';

/** A one: a line two pixels wide from row 4 to row 23. */
function one(): Uint8Array {
  const image = new Uint8Array(pixelCount);
  for (let row = 4; row < 24; row++) image.fill(255, row * 28 + 13, row * 28 + 15);
  return image;
}

/** The results of many tries. */
function redrawn(label: number, tries = 200) {
  return Array.from({ length: tries }, (_, index) => {
    const image = one();
    return { image, changed: addNationalStrokes(image, label, randomStream(1, 'augmentation', index)) };
  });
}

const inkOf = (image: Uint8Array, top: number, bottom: number, left: number, right: number) => {
  let sum = 0;
  for (let row = top; row < bottom; row++) for (let at = left; at < right; at++) sum += image[row * 28 + at];
  return sum;
};

test('a one gets a flag left of its top, a foot on both sides of its bottom, both or neither', () => {
  const tries = redrawn(1);
  const flagged = tries.filter(({ image }) => inkOf(image, 4, 16, 0, 11) > 255);
  const footed = tries.filter(({ image }) => inkOf(image, 20, 27, 0, 11) > 255 && inkOf(image, 20, 27, 17, 28) > 255);
  expect(flagged.length).toBeGreaterThan(50);
  expect(footed.length).toBeGreaterThan(40);
  expect(tries.filter(({ changed }) => !changed).length).toBeGreaterThan(40);
  // Right of the stem there is only the foot.
  for (const { image } of tries) expect(inkOf(image, 0, 18, 17, 28)).toBe(0);
});

test('only adds ink, and leaves an image without a new stroke unchanged', () => {
  for (const label of [1, 7, 9]) {
    for (const { image, changed } of redrawn(label)) {
      const before = one();
      expect(image.every((value, place) => value >= before[place])).toBe(true);
      expect(image.some((value, place) => value > before[place])).toBe(changed);
    }
  }
});

test('shortens the stem of some fours and changes nothing else', () => {
  const tries = redrawn(4, 400);
  const shortened = tries.filter(({ changed }) => changed);
  expect(shortened.length).toBeGreaterThan(60);
  expect(shortened.length).toBeLessThan(140);
  for (const { image, changed } of tries) {
    const end = image.findLastIndex((value) => value > 0) / 28;
    // The stem spans rows 4 to 23; at least three quarters of it stay.
    expect(end).toBeGreaterThan(4 + 15 - 1);
    expect(end < 23).toBe(changed);
    const kept = Math.floor(end) + 1;
    expect(image.subarray(0, kept * 28)).toEqual(one().subarray(0, kept * 28));
  }
});

test('leaves other digits and blank images unchanged', () => {
  for (const label of [0, 2, 3, 5, 6, 8]) expect(redrawn(label, 20).some(({ changed }) => changed)).toBe(false);
  expect(addNationalStrokes(new Uint8Array(pixelCount), 7, randomStream(1, 'augmentation'))).toBe(false);
});
