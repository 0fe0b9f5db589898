/** What every contestant on Node offers; `answer.ts` times all of them alike. */

import type { Mnist } from '../../../domain/digit-set.ts';
import type { StripTask, Task } from '../messages.ts';

export type Contestant = {
  readonly title: string;
  /** @throws Error where it has no such network; the message says why */
  prepare(task: Task, digits: Mnist): Promise<Prepared>;
  /** A fresh reader of strips; an LSTM encoder reads in both directions. */
  readonly prepareStrips?: (task: StripTask, digits: Mnist) => Promise<PreparedStrips>;
  /** Peak of the hardware: GFLOP/s of multiply-adds on so many threads. */
  readonly peak?: (threads: number) => Promise<number>;
};

/** A fresh network with an optimizer, over the shuffled training digits. */
export type Prepared = {
  /**
   * One optimizer step over the next batch, gradient norm clipped at 1; resolves with its number of digits when done.
   */
  readonly trainStep: () => Promise<number>;
  /** Reads the next batch; resolves with its number of digits when the logits are there. */
  readonly readBatch: () => Promise<number>;
  /** Reads one digit, up to its ten probabilities. */
  readonly readDigit: () => Promise<void>;
  /** Reads one digit and keeps all gates and the gradient norm of every row's hidden state. */
  readonly traceDigit?: () => Promise<void>;
  /** Share of the test digits read correctly. */
  readonly accuracy?: () => Promise<number>;
  readonly dispose: () => void;
};

/** A fresh reader with an optimizer, over strips of one to five training digits. */
export type PreparedStrips = {
  /** One optimizer step over the next batch, gradient norm clipped at 1; resolves with its number of strips when done. */
  readonly trainStep: () => Promise<number>;
  readonly dispose: () => void;
};
