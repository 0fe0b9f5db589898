import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pixelCount, rowLength } from '../../domain/sequence.ts';
import { binarise, logLikelihoodOfRows, logProbability, probabilitiesOfPixels, sigmoid } from './likelihood.ts';

const logit = fc.float({ min: -20, max: 20, noNaN: true });
const images = fc.uint8Array({ minLength: pixelCount, maxLength: pixelCount }).map(binarise);
const logitsOfImage = fc.float32Array({ minLength: pixelCount, maxLength: pixelCount, min: -20, max: 20, noNaN: true });

test('a pixel counts as ink from half intensity on', () => {
  expect([...binarise(Uint8Array.of(0, 127, 128, 255))]).toEqual([0, 0, 255, 255]);
});

test('an undecided pixel costs log 2, a sure one nothing or everything', () => {
  expect(logProbability(0, true)).toBeCloseTo(-Math.LN2, 12);
  expect(logProbability(0, false)).toBeCloseTo(-Math.LN2, 12);
  expect(logProbability(1000, true)).toBe(0);
  expect(logProbability(1000, false)).toBe(-1000);
  expect(logProbability(-1000, true)).toBe(-1000);
});

test('ink and blank probabilities sum to one for any logit', () => {
  fc.assert(
    fc.property(logit, (s) => {
      expect(Math.exp(logProbability(s, true)) + Math.exp(logProbability(s, false))).toBeCloseTo(1, 12);
      expect(logProbability(s, true)).toBeCloseTo(Math.log(sigmoid(s)), 6);
    }),
  );
});

test('the likelihood of a row matches a calculation by hand', () => {
  const image = new Uint8Array(pixelCount);
  image[rowLength] = 255;
  const logits = new Float32Array(pixelCount).fill(-1000);
  // The first row's logits predict the second row: p(ink) = 3/4 for its first pixel, 1/2 for its second, 0 for the
  // others.
  logits[0] = Math.log(3);
  logits[1] = 0;
  const likelihood = logLikelihoodOfRows(logits, image);
  expect(likelihood[0]).toBe(0);
  expect(likelihood[1]).toBeCloseTo(Math.log(3 / 4) + Math.log(1 / 2), 6);
  expect(likelihood.subarray(2).every((nats) => nats === 0)).toBe(true);
});

test('no row is likelier than certain; the first row and the logits after the last do not count', () => {
  fc.assert(
    fc.property(logitsOfImage, images, (logits, image) => {
      const likelihood = logLikelihoodOfRows(logits, image);
      expect(likelihood.every((nats) => nats <= 0)).toBe(true);
      const otherwise = logits.slice();
      otherwise.fill(7, pixelCount - rowLength);
      const flipped = image.slice();
      flipped.fill(255, 0, rowLength);
      expect(logLikelihoodOfRows(otherwise, flipped)).toEqual(likelihood);
    }),
  );
});

test('probabilities are one row below the logits they come from', () => {
  const logits = new Float32Array(pixelCount).fill(-30);
  logits[3] = 30;
  const probabilities = probabilitiesOfPixels(logits);
  expect(probabilities[3]).toBe(0);
  expect(probabilities[rowLength + 3]).toBeCloseTo(1, 6);
  expect(probabilities[rowLength + 4]).toBeCloseTo(0, 6);
});
