/** A way for input into the app, and how hard it was tried. */

import type fc from 'fast-check';

export const mebibyte = 2 ** 20;

/** Takes the inputs of a surface. */
export type Opened<Input> = {
  /**
   * @returns the sentence that refused the input; null where it was accepted
   * @throws Error where a promise is broken: a crash, an error not meant for people, a file outside the folder
   */
  readonly feed: (input: Input) => Promise<string | null>;
  readonly close: () => Promise<void>;
};

export type Surface<Input> = {
  readonly name: string;
  /** Bytes by which memory may grow for one input, beyond {@link allowedGrowth}. */
  readonly sizeLimit: number;
  readonly inputs: fc.Arbitrary<Input>;
  readonly open: () => Promise<Opened<Input>>;
};

/** Growth with any work: heaps that wait for their collection. */
export const allowedGrowth = 64 * mebibyte;

/** @throws Error with `what` unless `isSo` */
export function insist(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(what);
}
