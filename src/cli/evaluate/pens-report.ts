/** The counts of a network's answers to labelled pen strokes, for a person and for programs. */

import { sureFrom } from '../../domain/sureness.ts';
import {
  countPens,
  type DigitCounts,
  groupPens,
  type OtherCounts,
  type PenAnswer,
  type PenCounts,
} from '../../engine/inspect/pen-answers.ts';
import { counted } from '../shared/counted.ts';
import { percent } from '../shared/percent.ts';

/** What was read, then one line for each label and, where there are several, each source. */
export function pensReport(answers: readonly PenAnswer[]): string {
  const sources = groupPens(answers, 'source');
  return [
    ...wordsOf(countPens(answers)),
    ...(sources.length > 1 ? ['', ...lines(sources)] : []),
    '',
    ...lines(groupPens(answers, 'label')),
  ].join('\n');
}

/** As `--json` prints it. */
export function pensJson(answers: readonly PenAnswer[]) {
  const byName = (groups: ReturnType<typeof groupPens>) =>
    Object.fromEntries(groups.map(({ name, counts }) => [name, counts]));
  return {
    ...countPens(answers),
    labels: byName(groupPens(answers, 'label')),
    sources: byName(groupPens(answers, 'source')),
  };
}

function lines(groups: ReturnType<typeof groupPens>): string[] {
  const width = Math.max(...groups.map(({ name }) => name.length));
  return groups.flatMap(({ name, counts }) => wordsOf(counts).map((words) => `${name.padEnd(width)}  ${words}`));
}

/** A sentence on the digits and one on what is none, where there are any. */
function wordsOf({ digits, others }: PenCounts): string[] {
  return [...(digits.count > 0 ? [digitWords(digits)] : []), ...(others.count > 0 ? [otherWords(others)] : [])];
}

function digitWords({ count, right, sureAndWrong, rightButNotSure }: DigitCounts): string {
  return (
    `${right} of ${counted(count, 'digit')} right (${percent(right / count)}); ` +
    `sure and wrong ${sureAndWrong}; right but not sure ${rightButNotSure} (${percent(rightButNotSure / right)})`
  );
}

function otherWords({ count, sureOfDigit }: OtherCounts): string {
  return (
    `${sureOfDigit} of ${counted(count, 'drawing')} of something else called a digit ` +
    `with at least ${percent(sureFrom, 0)} (${percent(sureOfDigit / count)})`
  );
}
