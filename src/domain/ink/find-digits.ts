/**
 * Finds digits side by side in one picture, so that several are not read as one. Pieces of ink over, under or close to
 * each other belong to one digit: the bar of a 5, the strokes of an open 4, a loose dot. Digits that touch are one
 * piece and stay together, and so do digits below each other.
 */

import type { Ink } from './ink.ts';
import { around, type Bounds, piecesOf } from './pieces.ts';
import { limits } from '../limits/limits.ts';

export type FoundDigit = {
  readonly bounds: Bounds;
  /** The whole picture's size, with this digit's ink only. */
  readonly ink: Ink;
};

/**
 * Pieces lower than this, relative to the tallest, are parts of the nearest digit.
 *
 * Measured (`scripts/measure-digits-apart.ts`): loose parts beside MNIST's digits are seldom taller than half of them;
 * neighbouring digits are of more equal height.
 */
const minHeight = 0.6;

/** Slanted neighbours may overlap by this share of the narrower one's width; parts of a digit overlap more. */
const maxOverlap = 0.35;

/** Neighbours share at least this much of the lower one's height; anything sharing less is a part above or below. */
const minSharedHeight = 0.4;

/** A gap narrower than this is a break in a line; in heights of the tallest. */
const minGap = 0.06;

type Group = { readonly bounds: Bounds; readonly pixels: readonly number[] };

/** From left to right; a single digit has all the ink. Empty without ink. */
export function findDigits(ink: Ink): FoundDigit[] {
  const pieces = piecesOf(ink);
  if (pieces.length > limits.maxInkPieces) return [{ bounds: around(pieces.map(({ bounds }) => bounds)), ink }];
  const groups = grouped(pieces, ink.width);
  return groups
    .sort((a, b) => a.bounds.left + a.bounds.right - b.bounds.left - b.bounds.right)
    .map(({ bounds, pixels }) => ({ bounds, ink: groups.length === 1 ? ink : only(ink, pixels) }));
}

/** Joins two groups at a time, the best match first, until only separate digits remain. */
function grouped(pieces: readonly Group[], width: number): Group[] {
  let groups = [...pieces];
  for (;;) {
    const pair = partsOfOne(groups, width);
    if (!pair) return groups;
    groups = [...groups.filter((group) => !pair.includes(group)), join(...pair)];
  }
}

/** Two groups that belong together, or null. */
function partsOfOne(groups: readonly Group[], width: number): [Group, Group] | null {
  const tallest = groups.reduce((most, { bounds }) => Math.max(most, heightOf(bounds)), 0);
  let nearest: [Group, Group] | null = null;
  let least = Infinity;
  groups.forEach((one, index) => {
    for (const other of groups.slice(index + 1)) {
      const isPart = Math.min(heightOf(one.bounds), heightOf(other.bounds)) < minHeight * tallest;
      if (!isPart && standApart(one, other, minGap * tallest, width)) continue;
      const distance = distanceBetween(one.bounds, other.bounds);
      if (distance >= least) continue;
      nearest = [one, other];
      least = distance;
    }
  });
  return nearest;
}

/** Whether two groups of similar height are neighbours in a line of digits. */
function standApart(one: Group, other: Group, least: number, width: number): boolean {
  const [left, right] = one.bounds.left <= other.bounds.left ? [one, other] : [other, one];
  const [a, b] = [left.bounds, right.bounds];
  const sharedHeight = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (sharedHeight < minSharedHeight * Math.min(heightOf(a), heightOf(b))) return false;
  if (b.left - a.right >= least) return true;
  const sharedWidth = Math.min(a.right, b.right) - b.left;
  const narrower = Math.min(a.right - a.left, b.right - b.left);
  return sharedWidth <= maxOverlap * narrower && rowGap(left, right, width) >= least;
}

/** The narrowest gap between two groups along any row with ink of both. */
function rowGap(left: Group, right: Group, width: number): number {
  const ends = new Map<number, number>();
  for (const pixel of left.pixels) {
    const row = Math.floor(pixel / width);
    ends.set(row, Math.max(ends.get(row) ?? 0, (pixel % width) + 1));
  }
  return right.pixels.reduce((least, pixel) => {
    const end = ends.get(Math.floor(pixel / width));
    return end === undefined ? least : Math.min(least, (pixel % width) - end);
  }, width);
}

function distanceBetween(one: Bounds, other: Bounds): number {
  const x = Math.max(0, one.left - other.right, other.left - one.right);
  const y = Math.max(0, one.top - other.bottom, other.top - one.bottom);
  return Math.hypot(x, y);
}

const heightOf = ({ top, bottom }: Bounds) => bottom - top;

function join(one: Group, other: Group): Group {
  return { bounds: around([one.bounds, other.bounds]), pixels: [...one.pixels, ...other.pixels] };
}

function only({ width, height, coverage }: Ink, pixels: readonly number[]): Ink {
  const alone = new Uint8Array(coverage.length);
  for (const pixel of pixels) alone[pixel] = coverage[pixel];
  return { width, height, coverage: alone };
}
