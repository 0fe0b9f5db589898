import { expect, test, vi } from 'vitest';
import type { ColourMap } from '../../../ui/colour-map.ts';
import { colourCells, heatMap } from './heat-map.ts';

/** A table whose entries are their own indices. */
const pixels = Uint32Array.from({ length: 256 }, (_, index) => index);
const sequential: ColourMap = { pixels, zero: 0, scale: 255 };
const diverging: ColourMap = { pixels, zero: 128, scale: 127 };

function colours(values: number[], map: ColourMap, range = 1): number[] {
  const painted = new Uint32Array(values.length);
  colourCells(Float32Array.from(values), map, range, painted);
  return [...painted];
}

test('spreads gates over the whole sequential table', () => {
  expect(colours([0, 0.5, 1], sequential)).toEqual([0, 128, 255]);
});

test('maps states symmetrically around the middle of the diverging table', () => {
  expect(colours([-1, -0.5, 0, 0.5, 1], diverging)).toEqual([1, 65, 128, 192, 255]);
});

test('stretches the domain by the range', () => {
  expect(colours([-3, 1.5, 3], diverging, 3)).toEqual([1, 192, 255]);
});

test("gives values beyond the range the end colours, and what is not a number zero's colour", () => {
  expect(colours([-9, 9, 1e34, Infinity, -Infinity, NaN], diverging)).toEqual([0, 255, 255, 128, 128, 128]);
  expect(colours([-0.1, 1.1], sequential)).toEqual([0, 255]);
});

/** A canvas that remembers the last picture put on it. */
function fakeCanvas() {
  const clearRect = vi.fn();
  let shown: ImageData | null = null;
  const context = {
    clearRect,
    createImageData: (width: number, height: number) => ({
      width,
      height,
      data: new Uint8ClampedArray(4 * width * height),
    }),
    putImageData: (image: ImageData) => {
      shown = image;
    },
  };
  const canvas = { width: 300, height: 150, getContext: () => context };
  return {
    canvas: canvas as unknown as HTMLCanvasElement,
    clearRect,
    entries: () => (shown ? [...new Uint32Array(shown.data.buffer)] : []),
  };
}

test('has one pixel per cell while the tile has room for it', () => {
  const { canvas, entries } = fakeCanvas();
  const matrix = Float32Array.of(0, 1, 1, 0, 0, 1);
  heatMap(canvas)({ matrix, rows: 2, columns: 3, map: sequential, range: 1, width: 90, height: 90 });
  expect([canvas.width, canvas.height]).toEqual([3, 2]);
  expect(entries()).toEqual([0, 255, 255, 0, 0, 255]);
});

test('has averages where there are more cells than pixels, and never more than the pixels', () => {
  const { canvas, entries } = fakeCanvas();
  const paint = heatMap(canvas);
  const matrix = Float32Array.of(0, 1, 1, 1, 0, 0, 0, 1);
  paint({ matrix, rows: 2, columns: 4, map: sequential, range: 1, width: 2, height: 90 });
  expect([canvas.width, canvas.height]).toEqual([2, 2]);
  expect(entries()).toEqual([128, 255, 0, 128]);
  paint({ matrix, rows: 2, columns: 4, map: sequential, range: 1, width: 4, height: 90 });
  expect(canvas.width).toBe(4);
  paint({ matrix, rows: 4, columns: 2, map: sequential, range: 1, width: 90, height: 2 });
  expect([canvas.width, canvas.height]).toEqual([2, 2]);
  expect(entries()).toEqual([128, 255, 0, 128]);
});

test('empties the canvas without a picture', () => {
  const { canvas, clearRect } = fakeCanvas();
  heatMap(canvas)(null);
  expect(clearRect).toHaveBeenCalledWith(0, 0, 300, 150);
});
