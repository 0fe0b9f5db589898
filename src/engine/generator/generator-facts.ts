/** What a row generator's status says of generators and their data. */

import type { DataSetInfo } from '../../domain/data-set.ts';
import type { GeneratorFacts } from '../../protocol/generator.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { maxLabels } from './first-row.ts';
import type { KeptGenerator } from './kept-generator.ts';

/** What is told of a kept generator. */
export function factsOf(kept: KeptGenerator | null): GeneratorFacts | null {
  if (!kept) return null;
  const { units, labels, dataSet, testLoss, testImages } = kept;
  return { units, labels, dataSet, testLoss, testImages };
}

/** Classes that a generator of this data can be asked for; 0 where a row cannot show them. */
export function labelsOf({ classNames }: DataSetInfo): number {
  return classNames.length <= maxLabels ? classNames.length : 0;
}

/** How a data set is named beside a generator. */
export function markOf({ id, name }: DataSetInfo): NonNullable<GeneratorFacts['dataSet']> {
  return { id, name };
}

/** Why nothing is brought back. */
export function nothingToBringBack(): GatescopeError {
  return new GatescopeError('invalidRequest', 'There is no other trained row generator: train one first.', {
    request: 'generator',
  });
}
