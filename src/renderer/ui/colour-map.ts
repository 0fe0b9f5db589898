/**
 * The score's two colour maps as lookup tables, so that painting never parses a colour. Both run through OKLab in equal
 * steps (perceptually uniform) and begin at the tile's background; they also decide which value gets which colour.
 * heat-map.ts draws with them.
 */

import { type Oklab, converter, differenceEuclidean, interpolate, toGamut } from 'culori';

export type ColourMap = {
  /** 256 opaque pixels as `ImageData` stores them: bytes R, G, B, A in this order. */
  readonly pixels: Uint32Array;
  /** Table index of the value 0. */
  readonly zero: number;
  /** Table indices per unit of value, for a domain that ends at ±1. */
  readonly scale: number;
};

export type ColourMaps = {
  /** [0, 1]: background to the theme's brightest or darkest. */
  readonly sequential: ColourMap;
  /** [−1, 1]: blue, background, orange; equal magnitudes are equally far from the background. */
  readonly diverging: ColourMap;
};

type Stop = readonly [lightness: number, chroma: number, hue: number];
type Arms = {
  readonly sequential: readonly Stop[];
  readonly negative: readonly Stop[];
  readonly positive: readonly Stop[];
};

/** OKLCH stops after the background. Blue and orange stay apart for red- and green-blind eyes. */
const arms: Readonly<Record<'dark' | 'light', Arms>> = {
  dark: {
    sequential: [
      [0.42, 0.09, 285],
      [0.68, 0.11, 225],
      [0.95, 0.07, 165],
    ],
    negative: [
      [0.52, 0.14, 258],
      [0.86, 0.08, 230],
    ],
    positive: [
      [0.52, 0.12, 48],
      [0.86, 0.12, 82],
    ],
  },
  light: {
    sequential: [
      [0.84, 0.06, 195],
      [0.58, 0.11, 240],
      [0.28, 0.1, 285],
    ],
    negative: [
      [0.7, 0.11, 240],
      [0.4, 0.14, 262],
    ],
    positive: [
      [0.7, 0.13, 60],
      [0.4, 0.11, 40],
    ],
  },
};

const size = 256;
const middle = size / 2;

const toOklab = converter('oklab');
const toRgb = converter('rgb');
const intoGamut = toGamut('rgb', 'oklch');
const distance = differenceEuclidean('oklab');

/**
 * Both maps for a theme.
 *
 * @param background any CSS colour: the tile's background, which value 0 takes exactly.
 * @throws Error when `background` is not a colour.
 */
export function colourMaps(theme: 'dark' | 'light', background: string): ColourMaps {
  const start = toOklab(background);
  if (!start) throw new Error(`"${background}" is not a CSS colour.`);
  const { sequential, negative, positive } = arms[theme];
  // Index 0 is one step beyond −1, so that the background is exactly in the middle of an even number of entries.
  const down = evenSteps(start, negative, middle).slice(1).reverse();
  const up = evenSteps(start, positive, middle);
  return {
    sequential: { pixels: pack(evenSteps(start, sequential, size)), zero: 0, scale: size - 1 },
    diverging: { pixels: pack([down[0] ?? start, ...down, ...up]), zero: middle, scale: middle - 1 },
  };
}

/** `count` colours from `start` through `stops`, at equal OKLab distances along the way. */
function evenSteps(start: Oklab, stops: readonly Stop[], count: number): Oklab[] {
  const path = interpolate([start, ...stops.map(([l, c, h]) => intoGamut({ mode: 'oklch', l, c, h }))], 'oklab');
  const fine = 2048;
  const travelled = new Float64Array(fine + 1);
  for (let i = 1; i <= fine; i++) {
    travelled[i] = travelled[i - 1] + distance(path((i - 1) / fine), path(i / fine));
  }
  const colours: Oklab[] = [];
  let i = 0;
  for (let step = 0; step < count; step++) {
    const wanted = (travelled[fine] * step) / (count - 1);
    while (i < fine && travelled[i] < wanted) i++;
    colours.push(path(i / fine));
  }
  return colours;
}

function pack(colours: readonly Oklab[]): Uint32Array {
  const bytes = new Uint8ClampedArray(colours.length * 4);
  colours.forEach((colour, index) => {
    const { r, g, b } = toRgb(colour);
    bytes.set([r * 255, g * 255, b * 255, 255], index * 4);
  });
  return new Uint32Array(bytes.buffer);
}
