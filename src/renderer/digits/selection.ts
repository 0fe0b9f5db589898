/** Which of the digits are shown, and in which order. */

import type { TestAnswers } from '../../protocol/answers.ts';

export const sortings = ['asStored', 'leastSure', 'surestMistakes'] as const;

/**
 * `leastSure`: lowest probability of the answer first. `surestMistakes`: misread digits only, highest probability of
 * the answer first.
 */
export type Sorting = (typeof sortings)[number];

export type Filter = {
  /** The true digit; null: any. */
  readonly label: number | null;
  /** The network's answer; null: any. */
  readonly answer: number | null;
  readonly wrongOnly: boolean;
  readonly sorting: Sorting;
};

export const everything: Filter = { label: null, answer: null, wrongOnly: false, sorting: 'asStored' };

/**
 * Indices of the digits that pass, sorted; ties keep the order of the set.
 *
 * @param labels of the digits that are known
 * @param answers null: the parts of the filter about answers are ignored
 */
export function select(labels: Uint8Array, answers: TestAnswers | null, filter: Filter): Uint32Array {
  const { label, sorting } = filter;
  const mistakesOnly = filter.wrongOnly || sorting === 'surestMistakes';
  const passes = (index: number) => {
    if (label !== null && labels[index] !== label) return false;
    if (!answers) return true;
    const answer = answers.answers[index];
    return (filter.answer === null || answer === filter.answer) && !(mistakesOnly && answer === labels[index]);
  };
  const indices = Uint32Array.from(labels.keys()).filter(passes);
  if (!answers || sorting === 'asStored') return indices;
  const { answerProbability } = answers;
  const direction = sorting === 'leastSure' ? 1 : -1;
  return indices.sort((a, b) => direction * (answerProbability[a] - answerProbability[b]) || a - b);
}
