/**
 * Training and completions take turns on one network, so that neither waits for everything queued on the other side.
 */

import { GatescopeError } from '../../domain/errors.ts';

export type Turns = {
  /** Runs training work after at most one queued completion, besides the work in progress. */
  readonly train: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Runs after earlier completions. @throws GatescopeError if too many are queued */
  readonly complete: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

type Work = () => Promise<void>;

/** @param maxWaiting queued completions, besides the one in progress */
export function createTurns(maxWaiting: number): Turns {
  const training: Work[] = [];
  const completions: Work[] = [];
  let busy = false;

  async function workOff(): Promise<void> {
    busy = true;
    let hasTrained = false;
    for (;;) {
      const isTurnOfTraining: boolean = training.length > 0 && !(hasTrained && completions.length > 0);
      const work = (isTurnOfTraining ? training : completions).shift();
      if (!work) break;
      hasTrained = isTurnOfTraining;
      await work();
    }
    busy = false;
  }

  function join<Result>(lane: Work[], work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      lane.push(async () => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      if (!busy) void workOff();
    });
  }

  return {
    train: (work) => join(training, work),
    async complete(work) {
      if (completions.length >= maxWaiting) throw tooMany(maxWaiting);
      return join(completions, work);
    },
  };
}

function tooMany(most: number): GatescopeError {
  const message = `${most} completions are already queued: try again when one has been drawn.`;
  return new GatescopeError('invalidRequest', message, { most });
}
