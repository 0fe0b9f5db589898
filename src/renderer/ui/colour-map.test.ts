import { differenceEuclidean, filterDeficiencyDeuter, filterDeficiencyProt, oklab, rgb } from 'culori';
import { describe, expect, test } from 'vitest';
import { type ColourMap, colourMaps } from './colour-map.ts';

const themes = [
  { theme: 'dark', background: '#161a20' },
  { theme: 'light', background: '#ffffff' },
] as const;

const distance = differenceEuclidean('oklab');

function colourOf(map: ColourMap, index: number) {
  const [r, g, b] = new Uint8Array(map.pixels.buffer, index * 4, 4);
  return { mode: 'rgb', r: r / 255, g: g / 255, b: b / 255 } as const;
}

/** OKLab distances between every eighth entry: far enough apart that rounding to bytes does not show. */
function steps(map: ColourMap, from: number, to: number): number[] {
  const distances = [];
  for (let i = from; i + 8 <= to; i += 8) distances.push(distance(colourOf(map, i), colourOf(map, i + 8)));
  return distances;
}

describe.each(themes)('colour maps, $theme', ({ theme, background }) => {
  const { sequential, diverging } = colourMaps(theme, background);
  const lightness = (map: ColourMap, index: number) => oklab(colourOf(map, index)).l;

  test('gives zero the background, byte for byte', () => {
    const wanted = rgb(background);
    for (const map of [sequential, diverging]) {
      const shown = colourOf(map, map.zero);
      expect([shown.r, shown.g, shown.b]).toEqual([wanted?.r, wanted?.g, wanted?.b]);
    }
  });

  test('has opaque entries, and both domains end inside the table', () => {
    for (const map of [sequential, diverging]) {
      expect(new Uint8Array(map.pixels.buffer).filter((_, i) => i % 4 === 3)).toEqual(new Uint8Array(256).fill(255));
    }
    expect(sequential.zero + sequential.scale).toBe(255);
    expect([diverging.zero - diverging.scale, diverging.zero + diverging.scale]).toEqual([1, 255]);
  });

  test('changes lightness one way from zero to each end', () => {
    const direction = theme === 'dark' ? 1 : -1;
    for (const [map, end] of [
      [sequential, 255],
      [diverging, 255],
      [diverging, 1],
    ] as const) {
      const away = Math.sign(end - map.zero);
      for (let i = map.zero; i !== end; i += away) {
        // A byte of one channel is worth at most 0.004 of lightness.
        expect(direction * (lightness(map, i + away) - lightness(map, i))).toBeGreaterThan(-0.004);
      }
    }
  });

  test('makes equal steps of value look equal: within 12 % of their mean, because bytes round', () => {
    for (const distances of [steps(sequential, 0, 255), steps(diverging, 1, 128), steps(diverging, 128, 255)]) {
      const mean = distances.reduce((sum, step) => sum + step, 0) / distances.length;
      expect(Math.max(...distances)).toBeLessThan(1.12 * mean);
      expect(Math.min(...distances)).toBeGreaterThan(0.88 * mean);
    }
  });

  test('puts minus and plus one equally far from the background, within 8 %', () => {
    const zero = colourOf(diverging, diverging.zero);
    const ratio = distance(zero, colourOf(diverging, 1)) / distance(zero, colourOf(diverging, 255));
    expect(Math.abs(ratio - 1)).toBeLessThan(0.08);
  });

  test.each([
    ['deuteranopia', filterDeficiencyDeuter(1)],
    ['protanopia', filterDeficiencyProt(1)],
  ])('keeps the signs apart under %s from half magnitude on', (_, simulate) => {
    for (const magnitude of [0.5, 0.75, 1]) {
      const reach = Math.round(magnitude * diverging.scale);
      const [minus, plus] = [-reach, reach].map((offset) => simulate(colourOf(diverging, diverging.zero + offset)));
      // 0.02 in OKLab is about one just noticeable difference.
      expect(distance(minus, plus)).toBeGreaterThan(0.1);
    }
  });
});

test('rejects a background that is not a colour', () => {
  expect(() => colourMaps('dark', 'surface')).toThrow('"surface" is not a CSS colour.');
});
