import { afterEach, beforeEach, expect, test } from 'vitest';
import { experiments } from '../../domain/experiments/experiments.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { language } from '../i18n/translate.svelte.ts';
import { mnistInfo, stripesInfo } from '../client/testing/data-sets.ts';
import { allOf, makeOf, nameOf, runningNow, titleOf, trainingOf } from './run-words.ts';
import { runWith } from './testing/runs.ts';

beforeEach(() => {
  language.choice = 'en';
});
afterEach(() => {
  language.choice = 'system';
});

test('names an experiment’s run in the person’s language, and keeps the name of a renamed one', () => {
  language.choice = 'ko';
  expect(nameOf({ name: 'rows ↓', experiment: 'order' })).toBe('행 ↓');
  expect(nameOf({ name: 'mine', experiment: 'order' })).toBe('mine');
  expect(nameOf({ name: 'rows ↓', experiment: null })).toBe('rows ↓');
});

test('translates every name that experiments give in words', () => {
  language.choice = 'ko';
  const inWords = Object.values(experiments).flatMap(({ name: experiment, runs }) =>
    runs.filter(({ name }) => /rows|columns|with/.test(name)).map(({ name }) => ({ name, experiment })),
  );
  expect(inWords).toHaveLength(6);
  for (const run of inWords) expect(nameOf(run)).toMatch(/[가-힣]/);
});

test('describes only the settings that differ from the usual', () => {
  expect(makeOf({ recipe: defaultRecipe })).toBe('LSTM · 128 · rows ↓');
  const recipe = { ...defaultRecipe, cell: 'rnn', layers: 2, window: 7, truncation: 5, order: 'columns' } as const;
  expect(makeOf({ recipe })).toBe('RNN (tanh) · 2 × 128 · columns → · τ 7 · k 5');
});

test('describes how a run is trained', () => {
  expect(trainingOf({ recipe: defaultRecipe, digits: 20_000 })).toBe('adam 0.004 · ‖g‖ ≤ 1 · 5 × 20,000');
});

test('names the data set of a run unless it is MNIST', () => {
  const run = { name: 'LSTM', experiment: null };
  expect(titleOf({ ...run, dataSet: mnistInfo })).toBe('LSTM');
  expect(titleOf({ ...run, dataSet: stripesInfo })).toBe('LSTM · Stripes');
  const order = { recipe: defaultRecipe, digits: 100 };
  expect(allOf({ ...order, dataSet: mnistInfo })).toMatch(/^LSTM · .* · 5 × 100$/);
  expect(allOf({ ...order, dataSet: stripesInfo })).toBe(`Stripes · ${allOf({ ...order, dataSet: mnistInfo })}`);
});

test('says which experiment is running, and how far it is', () => {
  const runs = [
    runWith({ id: 1, experiment: 'clipping', state: 'done' }),
    runWith({ id: 2, experiment: 'clipping', state: 'running' }),
    runWith({ id: 3, experiment: 'clipping', state: 'waiting' }),
    runWith({ id: 4, experiment: null, state: 'waiting' }),
  ];
  expect(runningNow(runs)).toMatch(/^Running: .+, 2 of 3$/);
  expect(runningNow(runs.slice(0, 1))).toBeNull();
});
