import { expect, test } from 'vitest';
import { stripReadingWith } from '../../client/testing/strips.ts';
import { lastStates, likeliest, mostLookedAt, numberOf, numberVerdict, transposed } from './strip-reading.ts';

test('finds the shortest stretch around the largest weight that holds half of a row', () => {
  expect(mostLookedAt(Float32Array.of(0, 0.1, 0.8, 0.1))).toMatchObject({ from: 2, to: 2 });
  const stretch = mostLookedAt(Float32Array.of(0.1, 0.2, 0.3, 0.25, 0.15));
  expect([stretch.from, stretch.to]).toEqual([2, 3]);
  expect(stretch.share).toBeCloseTo(0.55);
  expect(mostLookedAt(Float32Array.of(0.4, 0.3, 0.3))).toMatchObject({ from: 0, to: 1 });
});

test('turns states so that the strip’s steps stand side by side', () => {
  expect(transposed(Float32Array.of(1, 2, 3, 4, 5, 6), 3)).toEqual(Float32Array.of(1, 4, 2, 5, 3, 6));
});

test('takes the last state of each direction: of the second one it is that of the first step', () => {
  // Three steps, one unit forward and one backward.
  const states = Float32Array.of(1, 6, 2, 5, 3, 4);
  expect(lastStates(states, 3, 2)).toEqual(Float32Array.of(3, 6));
  expect(lastStates(states, 3, 1)).toEqual(Float32Array.of(3, 4));
});

test('trusts a number by the probability of all of it, and says where there is no digit', () => {
  const written = (tokens: number[], ...shares: number[]) => {
    const probabilities = new Float32Array(tokens.length * 11);
    shares.forEach((share, place) => {
      probabilities[place * 11 + tokens[place]] = share;
    });
    return numberVerdict({ tokens, probabilities });
  };
  expect(written([3, 10], 0.99, 0.99).kind).toBe('sure');
  // Each of them is sure, the number is not.
  expect(written([3, 4, 10], 0.97, 0.97, 0.99).kind).toBe('unsure');
  expect(written([3, 4, 10], 0.5, 0.5, 1).probability).toBeCloseTo(0.25);
  expect(written([10], 0.99).kind).toBe('noDigit');
});

test('writes the number without its end, and names the likeliest tokens', () => {
  expect(numberOf([3, 0, 5, 10])).toBe('305');
  const probabilities = new Float32Array(11);
  probabilities.set([0.1, 0, 0.7, 0.2]);
  expect(likeliest(stripReadingWith({ probabilities }), 0, 3)).toEqual([2, 3, 0]);
});
