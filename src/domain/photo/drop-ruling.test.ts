import { expect, test } from 'vitest';
import { dropRuling } from './drop-ruling.ts';

const side = 160;

/** Contrasts from 0 to 255 by a rule. */
const paper = (contrast: (x: number, y: number) => number) => ({
  width: side,
  height: side,
  contrasts: Uint8Array.from({ length: side * side }, (_, at) => contrast(at % side, Math.floor(at / side))),
});

const isStroke = (x: number, y: number) => x >= 70 && x < 82 && y >= 30 && y < 130;
const stroke = (x: number, y: number) => (isStroke(x, y) ? 220 : 0);

test('lines across and down are taken off, and the stroke over them is kept whole', () => {
  const squared = paper((x, y) => stroke(x, y) || (x % 20 === 5 || y % 20 === 5 ? 70 : 0));
  expect(dropRuling(squared)).toEqual(paper(stroke).contrasts);
});

test('a line that sinks by a pixel in each strip is taken off', () => {
  const tilted = paper((x, y) => stroke(x, y) || (y === 40 + Math.floor(x / (side / 8)) ? 60 : 0));
  expect(dropRuling(tilted)).toEqual(paper(stroke).contrasts);
});

test('what is as strong as ink stays, also straight across', () => {
  const bar = paper((_, y) => (y >= 60 && y < 70 ? 220 : 0));
  expect(dropRuling(bar)).toEqual(bar.contrasts);
});

test('a faint line that ends within a strip stays', () => {
  const short = paper((x, y) => stroke(x, y) || (y === 140 && x >= 100 && x < 112 ? 60 : 0));
  expect(dropRuling(short)).toEqual(short.contrasts);
});

test('what is given is not changed', () => {
  const ruled = paper((x, y) => stroke(x, y) || (y % 20 === 5 ? 70 : 0));
  const before = ruled.contrasts.slice();
  dropRuling(ruled);
  expect(ruled.contrasts).toEqual(before);
});
