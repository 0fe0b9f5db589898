/** One way by which something comes into the app, and how hard it was tried. */

import type fc from 'fast-check';

export const mebibyte = 2 ** 20;

/** What takes the inputs of a surface. */
export type Opened<Input> = {
  /**
   * @returns the sentence that refused the input; null where it was taken
   * @throws Error where a promise is broken: a crash, another error than one for people, a file outside the folder
   */
  readonly feed: (input: Input) => Promise<string | null>;
  readonly close: () => Promise<void>;
};

export type Surface<Input> = {
  readonly name: string;
  /** Bytes by which memory may grow while one input is dealt with, beyond {@link allowedGrowth}. */
  readonly sizeLimit: number;
  readonly inputs: fc.Arbitrary<Input>;
  readonly open: () => Promise<Opened<Input>>;
};

/** What comes and goes with any work: heaps that wait for their collection. */
export const allowedGrowth = 64 * mebibyte;

/** @throws Error unless it is so */
export function insist(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(what);
}
