import { expect, test } from 'vitest';
import { answersFrom } from '../client/testing/fake-engine.ts';
import { everything, select } from './selection.ts';

const read = [
  [4, 4, 0.9],
  [4, 9, 0.6],
  [7, 7, 0.5],
  [4, 9, 0.8],
  [9, 4, 0.8],
] as const;
const labels = Uint8Array.from(read, ([label]) => label);
const answers = answersFrom(read);

test('shows everything in stored order without a filter', () => {
  expect([...select(labels, answers, everything)]).toEqual([0, 1, 2, 3, 4]);
  expect([...select(labels, null, everything)]).toEqual([0, 1, 2, 3, 4]);
});

test('combines label, answer and wrong only', () => {
  expect([...select(labels, answers, { ...everything, label: 4 })]).toEqual([0, 1, 3]);
  expect([...select(labels, answers, { ...everything, label: 4, answer: 9 })]).toEqual([1, 3]);
  expect([...select(labels, answers, { ...everything, wrongOnly: true })]).toEqual([1, 3, 4]);
  expect([...select(labels, answers, { ...everything, label: 7, wrongOnly: true })]).toEqual([]);
});

test('sorts by least sure answers, or by surest mistakes and only mistakes', () => {
  expect([...select(labels, answers, { ...everything, sorting: 'leastSure' })]).toEqual([2, 1, 3, 4, 0]);
  expect([...select(labels, answers, { ...everything, sorting: 'surestMistakes' })]).toEqual([3, 4, 1]);
});

test('filters by label alone without answers', () => {
  expect([...select(labels, null, { label: 4, answer: 9, wrongOnly: true, sorting: 'leastSure' })]).toEqual([0, 1, 3]);
});
