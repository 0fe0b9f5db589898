import { afterEach, beforeEach, expect, test } from 'vitest';
import { experiments } from '../../domain/experiments/experiments.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { language } from '../i18n/translate.svelte.ts';
import { mnistInfo, stripesInfo } from '../client/testing/data-sets.ts';
import { allOf, makeOf, nameOf, titleOf, trainingOf } from './run-words.ts';

beforeEach(() => {
  language.choice = 'en';
});
afterEach(() => {
  language.choice = 'system';
});

test('an experiment’s run is named in the person’s language, a renamed one as it is', () => {
  language.choice = 'ko';
  expect(nameOf({ name: 'rows ↓', experiment: 'order' })).toBe('행 ↓');
  expect(nameOf({ name: 'mine', experiment: 'order' })).toBe('mine');
  expect(nameOf({ name: 'rows ↓', experiment: null })).toBe('rows ↓');
});

test('every name of an experiment that has words is translated', () => {
  language.choice = 'ko';
  const inWords = Object.values(experiments).flatMap(({ name: experiment, runs }) =>
    runs.filter(({ name }) => /rows|columns|with/.test(name)).map(({ name }) => ({ name, experiment })),
  );
  expect(inWords).toHaveLength(6);
  for (const run of inWords) expect(nameOf(run)).toMatch(/[가-힣]/);
});

test('what a run is made of says only what departs from the usual', () => {
  expect(makeOf({ recipe: defaultRecipe })).toBe('LSTM · 128 · rows ↓');
  const recipe = { ...defaultRecipe, cell: 'rnn', layers: 2, window: 7, truncation: 5, order: 'columns' } as const;
  expect(makeOf({ recipe })).toBe('RNN (tanh) · 2 × 128 · columns → · τ 7 · k 5');
});

test('how it is trained', () => {
  expect(trainingOf({ recipe: defaultRecipe, digits: 20_000 })).toBe('adam 0.004 · ‖g‖ ≤ 1 · 5 × 20,000');
});

test('a run of another data set than MNIST says which', () => {
  const run = { name: 'LSTM', experiment: null };
  expect(titleOf({ ...run, dataSet: mnistInfo })).toBe('LSTM');
  expect(titleOf({ ...run, dataSet: stripesInfo })).toBe('LSTM · Stripes');
  const order = { recipe: defaultRecipe, digits: 100 };
  expect(allOf({ ...order, dataSet: mnistInfo })).toMatch(/^LSTM · .* · 5 × 100$/);
  expect(allOf({ ...order, dataSet: stripesInfo })).toBe(`Stripes · ${allOf({ ...order, dataSet: mnistInfo })}`);
});
