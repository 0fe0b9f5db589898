import { expect, test, vi } from 'vitest';
import { defaultRecipe } from '../../engine/models/config.ts';
import type { ComparedRun } from '../../protocol/comparison.ts';
import { runWith } from '../compare/testing/runs.ts';
import { createTryOut, type TryOut } from './try-out.ts';

/** @param results of any experiment, which are there already */
function tried(wanted: TryOut, results: readonly ComparedRun[] = []) {
  const said: string[] = [];
  const note =
    (what: string) =>
    (...details: unknown[]) =>
      void said.push([what, ...details.map((detail) => JSON.stringify(detail))].join(' '));
  const score = { row: 27 };
  const generator = { givenRows: 14, showTestDigit: note('complete') };
  const restart = vi.fn();
  const comparison = {
    start: note('compare'),
    resultsOf: () => results,
    showResults: (experiment: string) => void said.push(`results of ${experiment}`),
  };
  const lab = { restart, train: note('train'), score, generator, comparison, status: null };
  const tryOut = createTryOut(
    lab as never,
    { showTestDigit: note('show') } as never,
    { enter: note('enter') } as never,
  );
  tryOut(wanted);
  return { said, score, generator, restart };
}

test('a link lays its settings over the default recipe, trains, and goes to the Lab', () => {
  const { said, restart } = tried({ settings: { cell: 'gru' }, train: true });
  expect(restart).toHaveBeenCalledWith({ ...defaultRecipe, augmentation: 'none', cell: 'gru' }, true);
  expect(said).toEqual(['train', 'enter "lab"']);
});

test('a link that only shows a digit and a row leaves the network alone', () => {
  const { said, score, restart } = tried({ digit: 3, row: 11 });
  expect(restart).not.toHaveBeenCalled();
  expect(said).toEqual(['show 3', 'enter "lab"']);
  expect(score.row).toBe(11);
});

test('a link to an experiment starts it and goes to where its curves are', () => {
  expect(tried({ experiment: 'clipping' }).said).toEqual(['compare "clipping"', 'enter "compare"']);
});

test('a link to an experiment shows the results that are there or on their way, and starts it anew where it was stopped', () => {
  const [done, failed, running, stopped] = (['done', 'failed', 'running', 'stopped'] as const).map((state) =>
    runWith({ experiment: 'clipping', state }),
  );
  const shown = ['results of clipping', 'enter "compare"'];
  expect(tried({ experiment: 'clipping' }, [done, failed, running]).said).toEqual(shown);
  expect(tried({ experiment: 'clipping' }, [done, stopped]).said).toEqual(['compare "clipping"', 'enter "compare"']);
});

test('a link to the generator gives it the digit down to the row', () => {
  const { said, generator } = tried({ room: 'generator', digit: 5, row: 9 });
  expect(said).toEqual(['complete 5', 'enter "generator"']);
  expect(generator.givenRows).toBe(10);
});
