/** Where the timeline's strip marks the ends of epochs. */

import type { TimelineMoment } from '../../protocol/timeline.ts';

export type EpochLabel = {
  /** Finished epochs. */
  readonly epoch: number;
  /** The moment, from 0. */
  readonly moment: number;
  /** Whether there is room for its number. */
  readonly named: boolean;
};

/** CSS pixels for a number, and for the word before the first. */
const numberWidth = 18;
const wordWidth = 52;

/** @param width of the strip, in CSS pixels */
export function epochLabels(moments: readonly Pick<TimelineMoment, 'epoch'>[], width: number): EpochLabel[] {
  const labels: EpochLabel[] = [];
  let end = 0;
  for (const [moment, { epoch }] of moments.entries()) {
    if (epoch === 0 || !Number.isInteger(epoch)) continue;
    const right = ((moment + 1) / moments.length) * width;
    const named = right - end >= (labels.length === 0 ? wordWidth : numberWidth);
    if (named) end = right;
    labels.push({ epoch, moment, named });
  }
  return labels;
}
