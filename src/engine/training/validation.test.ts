import { expect, test } from 'vitest';
import { holdBack } from './validation.ts';

const digits = {
  count: 4,
  images: Uint8Array.from({ length: 4 * 784 }, (_, place) => Math.floor(place / 784)),
  labels: Uint8Array.of(5, 6, 7, 8),
};

test('holds back the last digits and keeps the others', () => {
  const { train, validation } = holdBack(digits, 1);
  expect([train.count, ...train.labels]).toEqual([3, 5, 6, 7]);
  expect(train.images.length).toBe(3 * 784);
  expect([validation.count, ...validation.labels]).toEqual([1, 8]);
  expect(validation.images.every((value) => value === 3)).toBe(true);
});

test('holds back nothing on request', () => {
  expect(holdBack(digits, 0).train).toEqual(digits);
});
