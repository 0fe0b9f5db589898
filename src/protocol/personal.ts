/** A person's own digits, kept with the labels that they gave them: a test set of one hand, and what a network can learn from. */

import type { TestAnswers } from './answers.ts';

/** Digits and what is known of them, as columns of equal length. */
export type PersonalDigits = {
  /** [count × 784] bytes, one 28×28 image after the other. */
  readonly images: Uint8Array;
  /** [count] digits 0 to 9: what the person says they are. */
  readonly labels: Uint8Array;
  /** [count] what the network took them for when they were kept, 0 to 9; 255: nobody knows. */
  readonly answers: Uint8Array;
  /** [count] when they were kept, milliseconds since 1970. */
  readonly times: Float64Array;
};

/** All of them, oldest first. */
export type PersonalSet = PersonalDigits & {
  /** [count] made of the images: equal images are one digit. */
  readonly ids: readonly string[];
  readonly version: number;
};

/** What the present network makes of them, in the order of the set of the same version. */
export type PersonalAnswers = TestAnswers & { readonly version: number };

/** One measurement of the network that learns; shares from 0 to 1. */
export type FineTuneCheck = {
  /** Optimizer steps of the fine-tuning. */
  readonly step: number;
  /** Of the 10,000 test digits read correctly. */
  readonly testAccuracy: number;
  /** Of the person's digits that it learns from. */
  readonly learnedAccuracy: number;
  /** Of the person's digits that were held back. */
  readonly heldBackAccuracy: number;
};

/**
 * `done`: all steps were taken. `guarded`: the test accuracy fell by more than the limit, and the network went back. `unlearned`:
 * so it did, and there was nothing to go back to but the network as it was. `stopped`: by the person, `outrun`: another network took
 * its place meanwhile, `failed`: by an error; of these three nothing is kept.
 */
export type FineTunePhase = 'running' | 'done' | 'guarded' | 'unlearned' | 'stopped' | 'outrun' | 'failed';

export type FineTuning = {
  readonly phase: FineTunePhase;
  readonly step: number;
  readonly totalSteps: number;
  /** Digits of the person that it learns from, and that were held back to measure. */
  readonly learned: number;
  readonly heldBack: number;
  /** The first one is of the network as it was. */
  readonly checks: readonly FineTuneCheck[];
  /** The check whose weights were kept, as an index; null while it runs and where none were. */
  readonly kept: number | null;
};

export type PersonalStatus = {
  readonly count: number;
  /** Another number, another set. */
  readonly version: number;
  /** Whether the set is on the disk; false: it could not be written, and lasts until the engine ends. */
  readonly saved: boolean;
  /** The latest, or null. */
  readonly fineTuning: FineTuning | null;
};

/** What a client asks about them: a part of `Requests`. */
export type PersonalRequests = {
  getPersonal: { params: undefined; result: PersonalStatus };
  getPersonalDigits: { params: undefined; result: PersonalSet };
  /** At most 1,000 at a time. Of a digit that is there already the new label and answer count. */
  keepDigits: { params: PersonalDigits; result: PersonalStatus };
  relabelDigits: { params: { readonly ids: readonly string[]; readonly label: number }; result: PersonalStatus };
  removeDigits: { params: { readonly ids: readonly string[] }; result: PersonalStatus };
  /** Reads them with the present weights. */
  evaluatePersonal: { params: undefined; result: PersonalAnswers };
  /** Trains the present network on them and on MNIST; answers when it has started. */
  fineTune: { params: { readonly seed: number }; result: undefined };
  /** Ends it; the network stays as it was. */
  stopFineTuning: { params: undefined; result: undefined };
};
