/** Figures and colours of the confusion matrix. */

/** Number of classes of a square matrix of counts. */
export function classCountOf({ length }: Uint32Array): number {
  return Math.sqrt(length);
}

export type DigitAccuracy = {
  readonly digit: number;
  readonly correct: number;
  readonly total: number;
  /** correct / total, 0 to 1; NaN where there is no such digit. */
  readonly accuracy: number;
};

/** @param confusion [classes × classes] counts; row: true class, column: answer */
export function accuracyPerDigit(confusion: Uint32Array): DigitAccuracy[] {
  const classCount = classCountOf(confusion);
  return Array.from({ length: classCount }, (_, digit) => {
    const row = confusion.subarray(digit * classCount, (digit + 1) * classCount);
    const total = row.reduce((sum, count) => sum + count, 0);
    return { digit, correct: row[digit], total, accuracy: row[digit] / total };
  });
}

/** Accuracy over all digits. */
export function totalsOf(confusion: Uint32Array): Omit<DigitAccuracy, 'digit'> {
  const perDigit = accuracyPerDigit(confusion);
  const correct = perDigit.reduce((sum, each) => sum + each.correct, 0);
  const total = perDigit.reduce((sum, each) => sum + each.total, 0);
  return { correct, total, accuracy: correct / total };
}

/**
 * Colour strength of each cell, 0 to 1. Right answers, a hundred times as many, have their own scale; wrong ones use
 * the square root, so that one mistake remains visible beside twenty.
 */
export function strengths(confusion: Uint32Array): Float32Array {
  const classCount = classCountOf(confusion);
  const isRight = (cell: number) => cell % (classCount + 1) === 0;
  const largest = (right: boolean) => Math.max(1, ...confusion.filter((_, cell) => isRight(cell) === right));
  const maxRight = largest(true);
  const maxWrong = largest(false);
  return Float32Array.from(confusion, (count, cell) =>
    isRight(cell) ? count / maxRight : Math.sqrt(count / maxWrong),
  );
}

export type ConfusionCell = { readonly label: number; readonly answer: number };

const moves: Readonly<Record<string, (cell: ConfusionCell, last: number) => ConfusionCell>> = {
  ArrowUp: ({ label, answer }) => ({ label: label - 1, answer }),
  ArrowDown: ({ label, answer }) => ({ label: label + 1, answer }),
  ArrowLeft: ({ label, answer }) => ({ label, answer: answer - 1 }),
  ArrowRight: ({ label, answer }) => ({ label, answer: answer + 1 }),
  Home: ({ label }) => ({ label, answer: 0 }),
  End: ({ label }, last) => ({ label, answer: last }),
};

/** The cell that a key leads to, within the matrix; null for any other key. */
export function cellAfterKey(key: string, from: ConfusionCell, classCount: number): ConfusionCell | null {
  if (!Object.hasOwn(moves, key)) return null;
  const { label, answer } = moves[key](from, classCount - 1);
  const within = (digit: number) => Math.min(Math.max(digit, 0), classCount - 1);
  return { label: within(label), answer: within(answer) };
}
