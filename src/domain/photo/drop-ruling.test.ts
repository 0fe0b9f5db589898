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

test('removes lines across and down, and keeps the stroke over them whole', () => {
  const squared = paper((x, y) => stroke(x, y) || (x % 20 === 5 || y % 20 === 5 ? 70 : 0));
  expect(dropRuling(squared)).toEqual(paper(stroke).contrasts);
});

test('removes a line that sinks by a pixel in each strip', () => {
  const tilted = paper((x, y) => stroke(x, y) || (y === 40 + Math.floor(x / (side / 8)) ? 60 : 0));
  expect(dropRuling(tilted)).toEqual(paper(stroke).contrasts);
});

test('keeps what is as strong as ink, even straight across', () => {
  const bar = paper((_, y) => (y >= 60 && y < 70 ? 220 : 0));
  expect(dropRuling(bar)).toEqual(bar.contrasts);
});

test('keeps a faint line that ends within a strip', () => {
  const short = paper((x, y) => stroke(x, y) || (y === 140 && x >= 100 && x < 112 ? 60 : 0));
  expect(dropRuling(short)).toEqual(short.contrasts);
});

test('does not modify its input', () => {
  const ruled = paper((x, y) => stroke(x, y) || (y % 20 === 5 ? 70 : 0));
  const before = ruled.contrasts.slice();
  dropRuling(ruled);
  expect(ruled.contrasts).toEqual(before);
});
