import { expect, test } from 'vitest';
import { splitDigits } from './hold-back.ts';

/** Digits whose bytes equal their index. */
function digitsOf(labels: readonly number[]) {
  const images = Uint8Array.from({ length: labels.length * 784 }, (_, at) => Math.floor(at / 784));
  return { count: labels.length, images, labels: Uint8Array.from(labels) };
}

const places = ({ images }: { images: Uint8Array }) => Array.from(images.filter((_, at) => at % 784 === 0));

test('holds back the third, eighth and thirteenth digit of each label and learns from the rest', () => {
  const { learned, heldBack } = splitDigits(digitsOf([...new Array<number>(14).fill(4), 5, 5, 5, 6, 6]));
  expect(places(heldBack)).toEqual([2, 7, 12, 16]);
  expect([...heldBack.labels]).toEqual([4, 4, 4, 5]);
  expect(learned.count).toBe(15);
  expect(places(learned)).not.toContain(2);
});

test('a later digit does not change the split of earlier ones', () => {
  const labels = Array.from({ length: 60 }, (_, index) => (index * index) % 10);
  for (let count = 20; count < 60; count++) {
    const before = places(splitDigits(digitsOf(labels.slice(0, count))).heldBack);
    const after = places(splitDigits(digitsOf(labels.slice(0, count + 1))).heldBack);
    expect(after.filter((place) => place < count)).toEqual(before);
  }
});

test('holds some back even if no label has three digits', () => {
  const { learned, heldBack } = splitDigits(digitsOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  expect(places(heldBack)).toEqual([2, 7]);
  expect(learned.count).toBe(8);
});
