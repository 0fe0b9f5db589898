/** How well strips of test digits are read. */

import type { DigitSet } from '../../domain/digit-set.ts';
import { limits } from '../../domain/limits/limits.ts';
import { stripBatchSize } from '../../domain/strips/strip-settings.ts';
import { endToken, noLabel, type Strip, writtenTokens } from '../../domain/strips/strip.ts';
import type { StripProgress } from '../../protocol/strips.ts';
import { makeStrip } from './make-strip.ts';
import { mostTokens, stripBatch } from './strip-batch.ts';
import type { StripNetwork } from './strip-network.ts';

/** Strips of each length that a training is measured on. */
export const stripsPerLength = 96;

/** All tests use the same strips. */
const testSeed = 1;

export type StripMeasurement = Pick<StripProgress, 'testForcedLoss' | 'testOwnLoss' | 'wholeRight'>;

/**
 * Sorted by width, so that a batch adds few blank columns: a strip that is read alone has none.
 * @param count of each length: 1 digit, then 2 and so on
 */
export function testStrips(digits: DigitSet, count = stripsPerLength): Strip[][] {
  return Array.from({ length: limits.maxStripDigits }, (_, index) =>
    Array.from({ length: count }, (_, strip) =>
      makeStrip(digits, 'test', index + 1, testSeed, index * 1_000_000 + strip),
    ).sort((one, other) => one.width - other.width),
  );
}

/**
 * The losses are over strips of up to `longest` digits, as in training; the share that is read whole is of every length.
 * @throws the signal's reason once aborted
 */
export async function measureStrips(
  network: Pick<StripNetwork, 'logits' | 'structure'>,
  strips: readonly (readonly Strip[])[],
  longest: number,
  signal?: AbortSignal,
): Promise<StripMeasurement> {
  const wholeRight = new Float32Array(limits.maxStripDigits);
  const sums = { forced: 0, own: 0, tokens: 0 };
  const read = async (batch: readonly Strip[], isOwn: boolean) => {
    signal?.throwIfAborted();
    const laid = stripBatch(
      ...([batch, network.structure.columnsPerStep] as const),
      () => 0,
      () => isOwn,
    );
    return { logits: await network.logits(laid), labels: laid.labels };
  };
  for (const [index, ofLength] of strips.entries()) {
    const counts = index < longest;
    for (let start = 0; start < ofLength.length; start += stripBatchSize) {
      const batch = ofLength.slice(start, start + stripBatchSize);
      const own = await read(batch, true);
      wholeRight[index] += batch.filter((_, strip) => isRight(own, strip)).length / ofLength.length;
      if (!counts) continue;
      sums.own += lossOf(own);
      sums.forced += lossOf(await read(batch, false));
      sums.tokens += batch.reduce((sum, { labels }) => sum + labels.length + 1, 0);
    }
  }
  return {
    ...{ testForcedLoss: sums.forced / sums.tokens, testOwnLoss: sums.own / sums.tokens },
    wholeRight,
  };
}

type Read = { readonly logits: Float32Array; readonly labels: Uint8Array };

function logitsAt({ logits }: Read, place: number): Float32Array {
  return logits.subarray(place * writtenTokens, (place + 1) * writtenTokens);
}

/** Whether every digit and the end are the most probable ones. */
function isRight(read: Read, strip: number): boolean {
  for (let place = strip * mostTokens; place < (strip + 1) * mostTokens; place++) {
    const own = logitsAt(read, place);
    const label = read.labels[place];
    if (own.indexOf(Math.max(...own)) !== label) return false;
    if (label === endToken) return true;
  }
  return false;
}

/** Summed cross-entropy in nats. */
function lossOf(read: Read): number {
  return read.labels.reduce((sum, label, place) => {
    if (label === noLabel) return sum;
    const own = logitsAt(read, place);
    const most = Math.max(...own);
    return sum + most + Math.log(own.reduce((total, logit) => total + Math.exp(logit - most), 0)) - own[label];
  }, 0);
}
