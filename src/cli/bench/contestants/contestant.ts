/** What every contestant that runs on Node offers; `answer.ts` does the timing around it, the same for all. */

import type { Mnist } from '../../../domain/digit-set.ts';
import type { Task } from '../messages.ts';

export type Contestant = {
  readonly title: string;
  /** @throws Error where it has no such network; the message says why */
  prepare(task: Task, digits: Mnist): Promise<Prepared>;
  /** What the hardware could do at most: GFLOP/s of multiply-adds on so many threads. */
  readonly peak?: (threads: number) => Promise<number>;
};

/** A fresh network with an optimizer, over the shuffled training digits. */
export type Prepared = {
  /** One optimizer step over the next batch, gradient norm clipped at 1; answers with the digits in it, when it is done. */
  readonly trainStep: () => Promise<number>;
  /** Reads the next batch; answers with the digits in it, when the scores are there. */
  readonly readBatch: () => Promise<number>;
  /** Reads one digit, up to its ten probabilities. */
  readonly readDigit: () => Promise<void>;
  /** Reads one digit and keeps all gates and the norm of the gradient of every row's hidden state. */
  readonly traceDigit?: () => Promise<void>;
  /** Share of the test digits read correctly. */
  readonly accuracy?: () => Promise<number>;
  readonly dispose: () => void;
};
