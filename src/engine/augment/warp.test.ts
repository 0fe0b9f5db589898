import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankPaddedImage, pad } from '../../domain/ink/padded-image.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { meshNodes, meshStep, warp } from './warp.ts';

/** A mesh whose nodes take their ink from `map`. */
function meshOf(map: (x: number, y: number) => readonly [number, number]): Float32Array {
  const nodes = Array.from({ length: meshNodes ** 2 }, (_, node) =>
    map((node % meshNodes) * meshStep, Math.floor(node / meshNodes) * meshStep),
  );
  return Float32Array.from(nodes.flat());
}

function warped(image: Uint8Array, map: (x: number, y: number) => readonly [number, number]): Uint8Array {
  const padded = blankPaddedImage();
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

test('the identity mesh leaves every pixel unchanged', () => {
  expect(warped(speckled, (x, y) => [x, y])).toEqual(speckled);
});

test('a whole pixel moves to another, or off the image at its edge', () => {
  expect(warped(dot(10, 12), (x, y) => [x + 3, y - 2])).toEqual(dot(7, 14));
  expect(warped(dot(1, 12), (x, y) => [x + 3, y])).toEqual(new Uint8Array(pixelCount));
});

test('distributes ink between pixels bilinearly', () => {
  const image = warped(dot(10, 12), (x, y) => [x + 0.25, y + 0.5]);
  expect([image[12 * 28 + 10], image[12 * 28 + 9], image[11 * 28 + 10], image[11 * 28 + 9]]).toEqual([75, 25, 75, 25]);
  expect(image.reduce((sum, value) => sum + value, 0)).toBe(200);
});

test('a quarter turn is exact in every cell of the mesh', () => {
  const turned = warped(speckled, (x, y) => [y, 27 - x]);
  for (let y = 0; y < 28; y++)
    for (let x = 0; x < 28; x++) expect(turned[y * 28 + x]).toBe(speckled[(27 - x) * 28 + y]);
});

test('a node affects only the cells around it', () => {
  const image = warped(speckled, (x, y) => (x === 16 && y === 16 ? [x + 2, y + 1] : [x, y]));
  for (let y = 0; y < 28; y++) {
    for (let x = 0; x < 28; x++) {
      if (x > 8 && x < 24 && y > 8 && y < 24) continue;
      expect(image[y * 28 + x]).toBe(speckled[y * 28 + x]);
    }
  }
  expect(image[16 * 28 + 16]).toBe(speckled[17 * 28 + 18]);
});

test('is blank far outside the image', () => {
  expect(warped(speckled, (x, y) => [x + 1000, y - 1000])).toEqual(new Uint8Array(pixelCount));
});

test('leaves nothing of the previous image, wherever the new ink is', () => {
  const moved = (x: number, y: number) => [x + 0.5, y - 0.25] as const;
  const small = warped(dot(3, 24), moved);
  for (const before of [speckled, dot(25, 2), dot(3, 23), new Uint8Array(pixelCount)]) {
    warped(before, moved);
    expect(warped(dot(3, 24), moved)).toEqual(small);
  }
});

/** The same in floating point, without skipping. */
function plainly(image: Uint8Array, mesh: Float32Array): number[] {
  const between = (from: number, to: number, share: number) => from + (to - from) * share;
  const ink = (x: number, y: number) => (x < 0 || x > 27 || y < 0 || y > 27 ? 0 : image[y * 28 + x]);
  return Array.from({ length: pixelCount }, (_, place) => {
    const [row, column] = [Math.floor(place / 28) / meshStep, (place % 28) / meshStep];
    const node = Math.floor(row) * meshNodes + Math.floor(column);
    const [x, y] = [0, 1].map((axis) => {
      const side = (at: number) => between(mesh[2 * at + axis], mesh[2 * (at + meshNodes) + axis], row % 1);
      return between(side(node), side(node + 1), column % 1);
    });
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const rowAt = (at: number) => between(ink(left, at), ink(left + 1, at), x - left);
    return between(rowAt(top), rowAt(top + 1), y - top);
  });
}

test('matches a floating-point warp for any image and mesh', () => {
  // Fixed-point positions are off by at most 14/1024 pixels in each direction, where 255 may be next to 0; and bytes
  // are rounded.
  const tolerance = (2 * 14 * 255) / 1024 + 0.5;
  const spot = fc.tuple(fc.nat(pixelCount - 1), fc.integer({ min: 1, max: 255 }));
  const position = fc.float({ min: -8, max: 36, noNaN: true });
  const nodes = fc.array(position, { minLength: meshNodes ** 2 * 2, maxLength: meshNodes ** 2 * 2 });
  fc.assert(
    fc.property(fc.array(spot, { maxLength: 40 }), nodes, (spots, mesh) => {
      const image = new Uint8Array(pixelCount);
      for (const [place, value] of spots) image[place] = value;
      const [padded, target] = [blankPaddedImage(), new Uint8Array(pixelCount)];
      pad(image, padded);
      warp(padded, Float32Array.from(mesh), target);
      const off = plainly(image, Float32Array.from(mesh)).map((value, place) => Math.abs(value - target[place]));
      expect(Math.max(...off)).toBeLessThanOrEqual(tolerance);
    }),
    { numRuns: 200 },
  );
});
