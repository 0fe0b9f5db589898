/** A utility process that tries the kernels, and reports at once what the test wants. */

import { EventEmitter } from 'node:events';
import type { TriedBuild } from '../../../src/engine/kernels/choice/tried.ts';
import { v8FlagsOf } from './utility-process.ts';

/** @returns its report, or the exit code with which it ends */
export type AnswerTrial = (flags: readonly string[]) => readonly TriedBuild[] | number;

export const usualTrial: readonly TriedBuild[] = [{ name: 'relaxed-6x2', milliseconds: 4, digest: '0' }];

export function createTrials(answer: AnswerTrial) {
  const trials: FakeTrial[] = [];
  return {
    trials,
    forkTrial: (args: readonly string[], options: unknown): FakeTrial => {
      const trial = new FakeTrial(args, options, answer);
      trials.push(trial);
      return trial;
    },
  };
}

class FakeTrial extends EventEmitter {
  readonly args: readonly string[];
  readonly flags: readonly string[];

  constructor(args: readonly string[], options: unknown, answer: AnswerTrial) {
    super();
    this.args = args;
    this.flags = v8FlagsOf(options);
    setImmediate(() => {
      const answered = answer(this.flags);
      if (typeof answered === 'number') this.emit('exit', answered);
      else this.emit('message', answered);
    });
  }

  postMessage(): void {
    this.emit('exit', 0);
  }

  kill(): boolean {
    return this.emit('exit', 15);
  }
}
