/** The training loss of a reader step by step, as it arrives, until its first measurement. */

import type { StripReaderStatus } from '../../../protocol/strips.ts';

export type LiveLoss = readonly { readonly step: number; readonly loss: number }[];

/** What is known after a status. Measurements take the place of it; a fresh training begins anew. */
export function liveLossAfter(before: LiveLoss, status: StripReaderStatus): LiveLoss {
  const { step, trainLoss, training, progress } = status;
  if (progress.length > 0 || status.origin !== 'trained') return [];
  const last = before.at(-1);
  const kept = last && last.step > step ? [] : before;
  return training && trainLoss !== null && step > (kept.at(-1)?.step ?? 0)
    ? [...kept, { step, loss: trainLoss }]
    : kept;
}
