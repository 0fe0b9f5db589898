import { describe, expect, test } from 'vitest';
import { inkFromImage } from './image-ink.ts';
import { around, piecesOf } from '../ink/pieces.ts';

const side = 120;

/** A picture of levels by a rule. */
const picture = (level: (x: number, y: number) => number) => ({
  width: side,
  height: side,
  levels: Uint8Array.from({ length: side * side }, (_, at) => level(at % side, Math.floor(at / side))),
  isLossy: false,
});

const isStem = (x: number, y: number) => x >= 52 && x < 62 && y >= 20 && y < 100;
const bounds = { left: 52, top: 20, right: 62, bottom: 100 };

const boundsOf = (found: ReturnType<typeof inkFromImage>) =>
  found && around(piecesOf(found.ink).map((piece) => piece.bounds));

describe('finds the ink and its tone', () => {
  test.each<[string, 'dark' | 'light', (x: number, y: number) => number]>([
    ['in black on white', 'dark', (x, y) => (isStem(x, y) ? 0 : 255)],
    ['in white on black', 'light', (x, y) => (isStem(x, y) ? 255 : 0)],
    ['in pencil on grey paper', 'dark', (x, y) => (isStem(x, y) ? 130 : 180)],
    ['in light from one side', 'dark', (x, y) => (isStem(x, y) ? 0.2 : 1) * (230 - x)],
    [
      'between corners less than half as bright as the middle',
      'dark',
      (x, y) => (isStem(x, y) ? 0.1 : 1) * 235 * (1 - 1.1 * ((x / side - 0.5) ** 2 + (y / side - 0.5) ** 2)),
    ],
    ['with dust beside it', 'dark', (x, y) => (isStem(x, y) || (x === 10 && y === 10) ? 0 : 255)],
    ['on ruled paper', 'dark', (x, y) => (isStem(x, y) ? 20 : y % 24 === 6 ? 190 : 240)],
  ])('%s', (_, tone, level) => {
    const found = inkFromImage(picture(level));
    expect(found?.tone).toBe(tone);
    expect(boundsOf(found)).toEqual(bounds);
  });
});

describe('a ring so bold that it fills most of a picture without a margin', () => {
  const isRing = (x: number, y: number) => {
    const distance = Math.hypot(x - 59.5, y - 59.5);
    return distance < 60 && distance > 12;
  };
  const inked = Array.from({ length: side * side }, (_, at) => isRing(at % side, Math.floor(at / side)));

  test.each([
    ['dark', 0, 255],
    ['light', 255, 0],
  ] as const)('is taken whole, %s', (tone, ink, paper) => {
    const found = inkFromImage(picture((x, y) => (isRing(x, y) ? ink : paper)));
    expect(found?.tone).toBe(tone);
    expect(found && [...found.ink.coverage].map((value) => value > 0)).toEqual(inked);
    expect(found && [...found.ink.coverage].every((value, at) => !inked[at] || value === 255)).toBe(true);
  });

  test('yields the paper around it if the other tone is requested', () => {
    const found = inkFromImage(
      picture((x, y) => (isRing(x, y) ? 0 : 255)),
      'light',
    );
    expect(found?.tone).toBe('light');
    expect(found && [...found.ink.coverage].map((value) => value > 0)).toEqual(inked.map((isInk) => !isInk));
  });
});

test('keeps the coverage of line pixels in a small picture, and drops the faintest tenth in a JPEG', () => {
  const levels = new Uint8Array(28 * 28);
  for (let y = 6; y < 22; y++) levels.set([15, 128, 255, 128, 15], y * 28 + 12);
  const small = { width: 28, height: 28, levels };
  const row = (isLossy: boolean) => [...(inkFromImage({ ...small, isLossy })?.ink.coverage.slice(280, 308) ?? [])];
  expect(row(false).slice(12, 17)).toEqual([15, 128, 255, 128, 15]);
  expect(row(true).slice(12, 17)).toEqual([0, expect.closeTo(114, 0), 255, expect.closeTo(114, 0), 0]);
});

test.each<[string, (x: number, y: number) => number]>([
  ['a blank sheet', () => 200],
  ['a faint mark', (x, y) => (isStem(x, y) ? 190 : 200)],
  ['a shade that changes slowly', (x) => 200 - 0.1 * x],
])('%s shows nothing', (_, level) => {
  expect(inkFromImage(picture(level))).toBeNull();
});
