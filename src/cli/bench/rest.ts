/**
 * The pauses between two answers, in which no contestant computes: only other programs keep the processor busy then.
 * They distort a comparison more than their average share suggests, since threads that wait for each other lose most.
 */

import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Threads of the last contestant may spin for a while before they sleep. */
const settleMs = 100;
const listenMs = 100;

export type Rests = {
  /** Takes one pause. */
  readonly rest: () => Promise<void>;
  /** Share of the processor that was busy in all pauses so far, 0 to 1. */
  readonly busyShare: () => number;
};

export type ProcessorTime = { readonly busy: number; readonly idle: number };

/** @param read returns the time that all cores have spent so far, in any unit */
export function createRests(read: () => ProcessorTime = processorTime): Rests {
  let busy = 0;
  let idle = 0;
  return {
    async rest() {
      await sleep(settleMs);
      const before = read();
      await sleep(listenMs);
      const after = read();
      busy += after.busy - before.busy;
      idle += after.idle - before.idle;
    },
    busyShare: () => (busy > 0 ? busy / (busy + idle) : 0),
  };
}

function processorTime(): ProcessorTime {
  const times = cpus().map((core) => core.times);
  const sum = (of: (time: (typeof times)[number]) => number) => times.reduce((total, time) => total + of(time), 0);
  return { busy: sum(({ user, nice, sys, irq }) => user + nice + sys + irq), idle: sum((time) => time.idle) };
}
