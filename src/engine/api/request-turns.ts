/**
 * Starts one client's requests in order of arrival: the first at once, a burst one by one, so that other clients get
 * turns in between and requests of a client that has disconnected are dropped.
 */

import type { Port } from '../../protocol/port.ts';

/** @returns what `begin` returns @throws Error if the client disconnects before its turn */
export type Turns = <Result>(begin: () => Promise<Result>) => Promise<Result>;

/** Creates the queue of one client's requests. */
export function createTurns(port: Pick<Port, 'onClose'>): Turns {
  let waiting: (() => void)[] = [];
  let resting = false;
  let gone = false;

  port.onClose(() => {
    gone = true;
    for (const go of waiting) go();
    waiting = [];
  });

  function rest(): void {
    resting = true;
    setImmediate(() => {
      resting = false;
      const next = waiting.shift();
      if (!next) return;
      rest();
      next();
    });
  }

  return async (begin) => {
    if (resting) await new Promise<void>((resolve) => waiting.push(resolve));
    else rest();
    if (gone) throw new Error('The client has disconnected.');
    return begin();
  };
}
