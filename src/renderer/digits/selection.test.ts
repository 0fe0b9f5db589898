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

test('everything is shown as it is stored until something is looked for', () => {
  expect([...select(labels, answers, everything)]).toEqual([0, 1, 2, 3, 4]);
  expect([...select(labels, null, everything)]).toEqual([0, 1, 2, 3, 4]);
});

test('label, answer and wrong only narrow the selection together', () => {
  expect([...select(labels, answers, { ...everything, label: 4 })]).toEqual([0, 1, 3]);
  expect([...select(labels, answers, { ...everything, label: 4, answer: 9 })]).toEqual([1, 3]);
  expect([...select(labels, answers, { ...everything, wrongOnly: true })]).toEqual([1, 3, 4]);
  expect([...select(labels, answers, { ...everything, label: 7, wrongOnly: true })]).toEqual([]);
});

test('the least sure answers come first, or the surest mistakes and nothing but mistakes', () => {
  expect([...select(labels, answers, { ...everything, sorting: 'leastSure' })]).toEqual([2, 1, 3, 4, 0]);
  expect([...select(labels, answers, { ...everything, sorting: 'surestMistakes' })]).toEqual([3, 4, 1]);
});

test('without answers only the label counts', () => {
  expect([...select(labels, null, { label: 4, answer: 9, wrongOnly: true, sorting: 'leastSure' })]).toEqual([0, 1, 3]);
});
