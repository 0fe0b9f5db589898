/** What a person reads of an error. */

import type { WireError } from '../../domain/errors.ts';
import type { DataSetProblem } from '../../domain/data-files/problems.ts';
import { t } from './translate.svelte.ts';

/** One sentence in their language. A file is called by its name alone: its whole path is in the error's message. */
export function errorSentence({ kind, details, message }: WireError): string {
  const { file } = details;
  const gaps = { ...details, message, ...(typeof file === 'string' && { file: file.replace(/^.*[\\/]/, '') }) };
  if (kind === 'dataSetInvalid' && typeof details.problem === 'string') {
    const key = `data.problem.${details.problem as DataSetProblem}` as const;
    return t(key, gaps);
  }
  if (kind === 'trainingFailed' && (details.of === 'fineTuning' || details.of === 'generator'))
    return t(`shell.error.trainingFailed.${details.of}`, gaps);
  return t(`shell.error.${kind}`, gaps);
}

/** Whether it is the Lab's run that failed, and not another training. */
export function isOfTheRun({ kind, details }: WireError): boolean {
  return kind === 'trainingFailed' && !('of' in details);
}
