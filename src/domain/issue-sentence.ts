/** Turns a schema's finding into words for people. */

import * as v from 'valibot';
import { shortened } from './in-one-line.ts';

/** @returns where and what, as the end of a sentence with its period: `recipe.units must be at most 512.` */
export function issueSentence(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue);
  const place = where === null ? 'it' : shortened(where);
  const ownMessage = issue.message.startsWith('Invalid ') ? null : issue.message;
  return ownMessage === null ? `${place} ${requirementOf(issue)}.` : withPeriod(ownMessage);
}

function requirementOf({ type, expected, received }: v.BaseIssue<unknown>): string {
  if (expected?.startsWith('"') && received === 'undefined') return 'is missing';
  if (type === 'integer') return 'must be a whole number';
  if (expected === 'never') return 'is not a known setting or field';
  if (expected === null) return 'has a wrong form';
  const length = type.endsWith('length') ? 'of length ' : '';
  return `must be ${length}${inWords(expected)}`;
}

const comparisons: Readonly<Record<string, string>> = {
  '>=': 'at least ',
  '<=': 'at most ',
  '>': 'more than ',
  '<': 'less than ',
};

const kinds: Readonly<Record<string, string>> = {
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  Object: 'an object',
  Array: 'a list',
};

function inWords(expected: string): string {
  if (Object.hasOwn(kinds, expected)) return kinds[expected];
  return expected.replace(/^[<>]=?/, (sign) => comparisons[sign]).replaceAll('undefined', 'nothing');
}

function withPeriod(sentence: string): string {
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}
