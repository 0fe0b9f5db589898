/** Strips as the kernels read them: column by column, all of one width. */

import { limits } from '../../domain/limits/limits.ts';
import { randomStream } from '../../domain/random.ts';
import { endToken, noLabel, type Strip, stripHeight } from '../../domain/strips/strip.ts';
import type { ReaderBatch } from '../kernels/reader/strip-jobs.ts';

/** Tokens of the longest strip, its end included. */
export const mostTokens = limits.maxStripDigits + 1;

/** Encoder steps of a strip. */
export function stepsOf(width: number, columnsPerStep: number): number {
  return Math.ceil(width / columnsPerStep);
}

/** The pixels column by column, from byte `to` on. */
export function layColumns({ pixels, width }: Pick<Strip, 'pixels' | 'width'>, columns: Uint8Array, to = 0): void {
  for (let column = 0; column < width; column++) {
    for (let row = 0; row < stripHeight; row++) {
      columns[to + column * stripHeight + row] = pixels[row * width + column];
    }
  }
}

/**
 * @param lefts blank columns before each strip, besides those after it that make all as wide as the widest
 * @param isOwn whether the decoder reads its own answer before a strip's token
 */
export function stripBatch(
  strips: readonly Strip[],
  columnsPerStep: number,
  lefts: (strip: number, room: number) => number,
  isOwn: (strip: number, token: number) => boolean,
): ReaderBatch {
  const steps = stepsOf(Math.max(...strips.map(({ width }) => width)), columnsPerStep);
  const bytes = stepsOf(limits.maxStripColumns, columnsPerStep) * columnsPerStep * stripHeight;
  const images = new Uint8Array(strips.length * bytes);
  const labels = new Uint8Array(strips.length * mostTokens).fill(noLabel);
  const ownAnswers = new Uint8Array(labels.length);
  strips.forEach((strip, index) => {
    const left = lefts(index, steps * columnsPerStep - strip.width);
    layColumns(strip, images, index * bytes + left * stripHeight);
    labels.set([...strip.labels, endToken], index * mostTokens);
    for (let token = 1; token < mostTokens; token++) {
      ownAnswers[index * mostTokens + token] = isOwn(index, token) ? 1 : 0;
    }
  });
  return { images, labels, ownAnswers, steps };
}

/** A training batch: blank columns at random sides, own answers at random. @param index of the batch */
export function trainingBatch(
  strips: readonly Strip[],
  columnsPerStep: number,
  own: { readonly share: number; readonly seed: number; readonly index: number },
): ReaderBatch {
  const random = randomStream(own.seed, 'ownAnswers', own.index);
  return stripBatch(
    ...([strips, columnsPerStep] as const),
    (_, room) => random.integer(room + 1),
    () => random.uniform(0, 1) < own.share,
  );
}
