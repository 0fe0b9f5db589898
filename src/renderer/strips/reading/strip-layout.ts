/** Sizes of the picture of a strip for a given space. All lengths are CSS pixels; columns are whole device pixels. */

import { stripHeight, writtenTokens } from '../../../domain/strips/strip.ts';

export type StripLayout = {
  /** Side of one of the strip's pixels. */
  readonly pixel: number;
  /** Of the written digits, left of everything. */
  readonly label: number;
  readonly gap: number;
  /** Width of the probabilities, and of each of the decoder's tiles. */
  readonly probability: number;
  readonly gate: number;
  /** Width of the place for strip and attention: a short strip leaves some of it, so that nothing else moves. */
  readonly column: number;
  /** Height of a written digit's line: a finger's target. */
  readonly line: number;
  readonly encoder: number;
  /** Whether the decoder's tiles stand below, as in a narrow window. */
  readonly isStacked: boolean;
};

const narrowestGate = 24;
const narrowestColumn = 400;
const widestGate = 132;
const label = 74;
const tokenWidth = 9;
/** Below it the decoder's tiles find no place beside the strip. */
const stackedBelow = 760;
/** The window's height from which on a line, and a pixel, may be larger. */
const heights = [
  { from: 1000, line: 32, encoder: 96, pixel: 8 },
  { from: 860, line: 28, encoder: 72, pixel: 6 },
  { from: 760, line: 26, encoder: 52, pixel: 5 },
  { from: 0, line: 24, encoder: 40, pixel: 4 },
] as const;

/**
 * @param width of the picture
 * @param height of the window, without what lies below the room
 * @param columns of the strip
 * @param gates tiles of the decoder
 * @param ratio device pixels per CSS pixel
 */
export function stripLayout(width: number, height: number, columns: number, gates: number, ratio: number): StripLayout {
  const size = heights.find(({ from }) => height >= from) ?? heights[heights.length - 1];
  const isStacked = width < stackedBelow;
  const gap = width < 1100 ? 6 : 10;
  const probability = writtenTokens * tokenWidth;
  const beside = isStacked ? 0 : probability + gap + gates * (narrowestGate + gap);
  const free = width - label - gap - beside;
  const pixel = Math.max(1, Math.min(size.pixel * ratio, Math.floor((free * ratio) / columns))) / ratio;
  const column = Math.max(columns * pixel, Math.min(free, narrowestColumn));
  const rest = isStacked ? width - label - gap - probability : free - column + gates * narrowestGate;
  const shared = Math.floor((rest - (isStacked ? gates * gap : 0)) / Math.max(1, gates));
  const gate = Math.min(widestGate, Math.max(isStacked ? narrowestGate / 2 : narrowestGate, shared));
  return { ...{ pixel, column, label, gap, probability, gate, isStacked }, line: size.line, encoder: size.encoder };
}

/** Height of the strip's picture. */
export const stripSide = ({ pixel }: StripLayout): number => pixel * stripHeight;
