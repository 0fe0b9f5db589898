/** The test digits, and what the network makes of all of them. */

/** Consecutive digits of the test set. */
export type TestDigits = {
  /** [count × 784] bytes, one 28×28 image after the other. */
  readonly images: Uint8Array;
  /** [count] the class of each: 0 to 9 of MNIST. */
  readonly labels: Uint8Array;
};

/** One entry for each test digit, in the order of the test set. */
/** In place of a class where a network has no answer: its numbers are beyond all bounds. */
export const noAnswer = 255;

export type TestAnswers = {
  /** [count] the class of each: 0 to 9 of MNIST; or {@link noAnswer}. */
  readonly answers: Uint8Array;
  /** [count] how probable the network took its answer to be, 0 to 1; NaN where it has none. */
  readonly answerProbability: Float32Array;
  /** [count] how probable it took the true digit to be, 0 to 1; the same where the answer is right. */
  readonly labelProbability: Float32Array;
  /** [classes × classes] counts; row: true class, column: answer; what has no answer is not counted. */
  readonly confusion: Uint32Array;
  /** Training step of the weights. */
  readonly step: number;
  /** `EngineStatus.session` of the network. */
  readonly session: number;
};
