/** Parses numbers from the command line. */

import { InvalidArgumentError } from 'commander';

type Range = readonly [low: number, high: number];

/**
 * A parser for an option's value, in decimal notation.
 * @throws InvalidArgumentError with the allowed range
 */
export function numberWithin(range: Range): (text: string) => number {
  return parserOf(range, 'a number', () => true);
}

/** As {@link numberWithin}, for whole numbers. */
export function wholeNumberWithin(range: Range): (text: string) => number {
  return parserOf(range, 'a whole number', Number.isInteger);
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function parserOf([low, high]: Range, what: string, isRight: (value: number) => boolean) {
  return (text: string) => {
    const value = decimal.test(text) ? Number(text) : NaN;
    if (value >= low && value <= high && isRight(value)) return value;
    throw new InvalidArgumentError(`It must be ${what} from ${low} to ${high}.`);
  };
}
