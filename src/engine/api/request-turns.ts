/**
 * Begins the requests of one client in the order in which they came, the first at once and those that came with it one at a time, so
 * that other clients have theirs in between, and so that what a client asked for that has gone meanwhile is not worked off.
 */

import type { Port } from '../../protocol/port.ts';

/** @returns what `begin` does @throws Error where the client has gone before its turn came */
export type Turns = <Result>(begin: () => Promise<Result>) => Promise<Result>;

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
    if (gone) throw new Error('Whoever asked has gone.');
    return begin();
  };
}
