import { expect, test } from 'vitest';
import { flatTarget } from '../../domain/digit-set.ts';
import { randomStream } from '../../domain/random.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { drawNonDigit } from './draw-non-digit.ts';
import { replaceByNonDigits } from './replace.ts';

/** A batch of one digit: a bar in the middle. */
function batchOf(count: number) {
  const images = new Uint8Array(count * pixelCount);
  for (let at = 0; at < images.length; at++) if (at % 28 === 14) images[at] = 255;
  return { images, labels: new Uint8Array(count).fill(1) };
}

const imageOf = ({ images }: { images: Uint8Array }, place: number) =>
  images.subarray(place * pixelCount, (place + 1) * pixelCount);

test('the given share of a batch shows no digit and wants a flat answer; the rest stays as it was', () => {
  const before = batchOf(2000);
  const batch = batchOf(2000);
  replaceByNonDigits(batch.images, batch.labels, { nonDigits: 0.2, seed: 1 }, 3);
  const replaced = [...batch.labels.keys()].filter((place) => batch.labels[place] === flatTarget);
  expect(replaced.length / 2000).toBeCloseTo(0.2, 1);
  for (const place of batch.labels.keys()) {
    const isSame = imageOf(batch, place).every((byte, at) => byte === imageOf(before, place)[at]);
    expect(isSame).toBe(!replaced.includes(place));
    if (!isSame) expect(imageOf(batch, place).some((byte) => byte > 128)).toBe(true);
  }
});

test('the same seed and step replace the same, others something else', () => {
  const replaced = (seed: number, step: number) => {
    const batch = batchOf(64);
    replaceByNonDigits(batch.images, batch.labels, { nonDigits: 0.5, seed }, step);
    return batch;
  };
  expect(replaced(1, 1)).toEqual(replaced(1, 1));
  expect(replaced(1, 1)).not.toEqual(replaced(1, 2));
  expect(replaced(1, 1)).not.toEqual(replaced(2, 1));
});

test('some non-digits are two digits of the batch beside each other', () => {
  const batch = batchOf(600);
  replaceByNonDigits(batch.images, batch.labels, { nonDigits: 0.5, seed: 1 }, 0);
  const bars = (image: Uint8Array) =>
    Array.from({ length: 28 }, (_, column) => column).filter((column) =>
      Array.from({ length: 28 }, (_, row) => image[row * 28 + column]).every((byte) => byte === 255),
    );
  const pairs = [...batch.labels.keys()].filter((place) => bars(imageOf(batch, place)).length === 2);
  expect(pairs.length).toBeGreaterThan(0);
  for (const place of pairs) {
    expect(bars(imageOf(batch, place))).toEqual([8, 20]);
    expect(batch.labels[place]).toBe(flatTarget);
  }
});

test('whatever is drawn fills a box of 20 pixels', () => {
  for (let index = 0; index < 200; index++) {
    const pixels = drawNonDigit(randomStream(1, 'probes', index));
    const rows = [...(pixels ?? []).entries()].filter(([, byte]) => byte > 0).map(([at]) => Math.floor(at / 28));
    const columns = [...(pixels ?? []).entries()].filter(([, byte]) => byte > 0).map(([at]) => at % 28);
    const extent = (values: readonly number[]) => Math.max(...values) - Math.min(...values) + 1;
    expect(Math.max(extent(rows), extent(columns))).toBe(20);
  }
});
