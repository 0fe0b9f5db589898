import { expect, test } from 'vitest';
import { pixelCount } from './sequence.ts';
import { meshNodes, meshStep, pad, paddedSide, warp } from './warp.ts';

/** A mesh that takes each node's ink from where `map` says. */
function meshOf(map: (x: number, y: number) => readonly [number, number]): Float32Array {
  const nodes = Array.from({ length: meshNodes ** 2 }, (_, node) =>
    map((node % meshNodes) * meshStep, Math.floor(node / meshNodes) * meshStep),
  );
  return Float32Array.from(nodes.flat());
}

function warped(image: Uint8Array, map: (x: number, y: number) => readonly [number, number]): Uint8Array {
  const padded = new Uint8Array(paddedSide ** 2);
  pad(image, padded);
  const target = new Uint8Array(pixelCount).fill(77);
  warp(padded, meshOf(map), target);
  return target;
}

const speckled = Uint8Array.from({ length: pixelCount }, (_, place) => (place * 97) % 256);

function dot(x: number, y: number, value = 200): Uint8Array {
  const image = new Uint8Array(pixelCount);
  image[y * 28 + x] = value;
  return image;
}

test('the mesh that moves nothing leaves every pixel as it is', () => {
  expect(warped(speckled, (x, y) => [x, y])).toEqual(speckled);
});

test('a whole pixel moves to another one, and out of the image at its edge', () => {
  expect(warped(dot(10, 12), (x, y) => [x + 3, y - 2])).toEqual(dot(7, 14));
  expect(warped(dot(1, 12), (x, y) => [x + 3, y])).toEqual(new Uint8Array(pixelCount));
});

test('what comes from between pixels is shared out bilinearly', () => {
  const image = warped(dot(10, 12), (x, y) => [x + 0.25, y + 0.5]);
  expect([image[12 * 28 + 10], image[12 * 28 + 9], image[11 * 28 + 10], image[11 * 28 + 9]]).toEqual([75, 25, 75, 25]);
  expect(image.reduce((sum, value) => sum + value, 0)).toBe(200);
});

test('a quarter turn is a quarter turn in every cell of the mesh', () => {
  const turned = warped(speckled, (x, y) => [y, 27 - x]);
  for (let y = 0; y < 28; y++)
    for (let x = 0; x < 28; x++) expect(turned[y * 28 + x]).toBe(speckled[(27 - x) * 28 + y]);
});

test('one node pulls only on the cells around it', () => {
  const image = warped(speckled, (x, y) => (x === 16 && y === 16 ? [x + 2, y + 1] : [x, y]));
  for (let y = 0; y < 28; y++) {
    for (let x = 0; x < 28; x++) {
      if (x > 8 && x < 24 && y > 8 && y < 24) continue;
      expect(image[y * 28 + x]).toBe(speckled[y * 28 + x]);
    }
  }
  expect(image[16 * 28 + 16]).toBe(speckled[17 * 28 + 18]);
});

test('far outside the image everything is blank', () => {
  expect(warped(speckled, (x, y) => [x + 1000, y - 1000])).toEqual(new Uint8Array(pixelCount));
});
