/** The sentence that a person reads about an error. */

import type { WireError } from '../../domain/errors.ts';
import type { DataSetProblem } from '../../domain/data-files/problems.ts';
import { t } from './translate.svelte.ts';

/** One sentence in the person's language. It has a file's name only; the error's message has the whole path. */
export function errorSentence({ kind, details, message }: WireError): string {
  const { file } = details;
  const gaps = { ...details, message, ...(typeof file === 'string' && { file: file.replace(/^.*[\\/]/, '') }) };
  if (kind === 'dataSetInvalid' && typeof details.problem === 'string') {
    const key = `data.problem.${details.problem as DataSetProblem}` as const;
    return t(key, gaps);
  }
  if (kind === 'trainingFailed' && isOtherTraining(details.of))
    return t(`shell.error.trainingFailed.${details.of}`, gaps);
  return t(`shell.error.${kind}`, gaps);
}

/** What else is trained besides the Lab's run. */
const otherTrainings = ['fineTuning', 'generator', 'strips'] as const;

function isOtherTraining(of: unknown): of is (typeof otherTrainings)[number] {
  return otherTrainings.some((name) => name === of);
}

/** Whether the Lab's run failed, rather than another training. */
export function isOfTheRun({ kind, details }: WireError): boolean {
  return kind === 'trainingFailed' && !('of' in details);
}
