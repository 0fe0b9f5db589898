/** Training and completions take turns on one network, so that neither waits for all that was asked of the other. */

import { GatescopeError } from '../../domain/errors.ts';

export type Turns = {
  /** Runs a piece of training after at most one completion that was asked for before, besides what is under way. */
  readonly train: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Runs after the completions that wait. @throws GatescopeError where too many of them do */
  readonly complete: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

type Work = () => Promise<void>;

/** @param mostWaiting completions, besides the one under way */
export function createTurns(mostWaiting: number): Turns {
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
      if (completions.length >= mostWaiting) throw tooMany(mostWaiting);
      return join(completions, work);
    },
  };
}

function tooMany(most: number): GatescopeError {
  const message = `${most} completions wait already: ask again when one of them has been drawn.`;
  return new GatescopeError('invalidRequest', message, { most });
}
