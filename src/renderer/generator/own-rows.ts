/** How likely the network finds what it draws, beside the true rows. */

import { pixelCount } from '../../domain/sequence.ts';
import type { Drawn } from './generator-state.svelte.ts';

const rows = 28;

export type OwnRows = {
  /** First drawn row that something predicts, from 0; 28 if none is drawn. */
  readonly from: number;
  /** −log p of the true image's rows from there on, in nats. */
  readonly trueNats: number;
  /** The same of each drawn image. */
  readonly nats: readonly number[];
  /** Of each row the mean over the drawn images, −log p in nats; 0 in rows that are given. */
  readonly perRow: Float32Array;
};

/** What the network's own rows cost beside the true ones. */
export function ownRows({ order, completion }: Drawn): OwnRows {
  const from = Math.max(order.givenRows, 1);
  const { logLikelihood, ownLogLikelihood } = completion;
  const sum = (likelihood: Float32Array) => likelihood.subarray(from).reduce((nats, each) => nats - each, 0);
  const perRow = new Float32Array(rows);
  const nats = Array.from({ length: order.count }, (_, image) => {
    const own = ownLogLikelihood.subarray(image * rows, (image + 1) * rows);
    for (let row = from; row < rows; row++) perRow[row] -= own[row] / order.count;
    return sum(own);
  });
  return { from, trueNats: sum(logLikelihood), nats, perRow };
}

/** [784] bytes of each drawn image: its pixels, or the probabilities they were drawn from as greys. */
export function shownBytes({ order, completion }: Drawn, asProbabilities: boolean): Uint8Array[] {
  const { images, probabilities } = completion;
  const bytes = asProbabilities
    ? Uint8Array.from(probabilities, (probability) => Math.round(255 * probability))
    : images;
  return Array.from({ length: order.count }, (_, index) =>
    bytes.subarray(index * pixelCount, (index + 1) * pixelCount),
  );
}

/** The mean; 0 of nothing. */
export function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);
}
