/** Loss and speed of a training, over its latest steps. */

import { createAwakeClock } from './awake-clock.ts';

/** Steps over which both are averaged. */
const meterWindow = 20;

export type Meter = {
  /** Call after each step. @param loss mean of its batch @param samples in its batch */
  readonly add: (loss: number, samples: number) => void;
  /** null before the first step. */
  readonly loss: () => number | null;
  /** Samples per second; 0 before the second step. */
  readonly perSecond: () => number;
  /** Another training begins. */
  readonly clear: () => void;
};

export function createMeter(): Meter {
  const { now } = createAwakeClock();
  let recent: { readonly loss: number; readonly samples: number; readonly at: number }[] = [];
  return {
    add(loss, samples) {
      recent = [...recent.slice(1 - meterWindow), { loss, samples, at: now() }];
    },
    loss: () => (recent.length > 0 ? recent.reduce((sum, { loss }) => sum + loss, 0) / recent.length : null),
    perSecond() {
      const [first, ...later] = recent;
      const seconds = later.length > 0 ? (later[later.length - 1].at - first.at) / 1000 : 0;
      return seconds > 0 ? later.reduce((sum, { samples }) => sum + samples, 0) / seconds : 0;
    },
    clear() {
      recent = [];
    },
  };
}
