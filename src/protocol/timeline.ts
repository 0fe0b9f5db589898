/** The moments of a run whose weights are kept, and what the network made of a digit at each of them. */

import type { Ablation } from './ablation.ts';
import type { ReadingOrder } from '../domain/recipe/recipe.ts';
import type { DigitSource, Trace } from './trace.ts';

export type TimelineMoment = {
  /** Training steps done. */
  readonly step: number;
  /** Epochs done, fractional. */
  readonly epoch: number;
  /** Mean loss of the last 20 batches before it, in nats; null before the first. */
  readonly trainLoss: number | null;
  /** Share of the test digits read correctly, 0 to 1; null where nobody has measured it. */
  readonly testAccuracy: number | null;
};

export type Timeline = {
  /** `EngineStatus.session` of the run. */
  readonly session: number;
  /** From the first to the newest; none of a network that came from a file. */
  readonly moments: readonly TimelineMoment[];
};

/** What became of the answer to one digit in the course of training. */
export type ReadingThroughTime = {
  readonly session: number;
  /** [moments] their steps, ascending. */
  readonly steps: Uint32Array;
  /** [moments × classes] the answer after the last step of the digit. */
  readonly probabilities: Float32Array;
};

export type TimelineRequests = {
  getTimeline: { params: undefined; result: Timeline };
  /**
   * How a digit was read at the kept moment nearest to a step, whose step the trace tells. `order`, `ablation` and
   * `saliency` as for `pin`.
   * null: the session is no longer shown, or has no moments.
   */
  traceAt: {
    params: {
      readonly session: number;
      readonly step: number;
      readonly source: DigitSource;
      readonly order?: ReadingOrder | undefined;
      readonly ablation?: Ablation | undefined;
      readonly saliency?: boolean | undefined;
    };
    result: Trace | null;
  };
  /** The answers to one digit at all moments after step `after` (−1: all); null as above. */
  readingThroughTime: {
    params: {
      readonly session: number;
      readonly after: number;
      readonly source: DigitSource;
      readonly order?: ReadingOrder | undefined;
    };
    result: ReadingThroughTime | null;
  };
};
