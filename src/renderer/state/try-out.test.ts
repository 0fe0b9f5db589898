import { expect, test, vi } from 'vitest';
import { defaultRecipe } from '../../engine/models/config.ts';
import { createTryOut, type TryOut } from './try-out.ts';

function tried(wanted: TryOut) {
  const said: string[] = [];
  const note =
    (what: string) =>
    (...details: unknown[]) =>
      void said.push([what, ...details.map((detail) => JSON.stringify(detail))].join(' '));
  const score = { row: 27 };
  const generator = { givenRows: 14, showTestDigit: note('complete') };
  const restart = vi.fn();
  const lab = { restart, train: note('train'), score, generator, comparison: { start: note('compare') } };
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

test('a link to the generator gives it the digit down to the row', () => {
  const { said, generator } = tried({ room: 'generator', digit: 5, row: 9 });
  expect(said).toEqual(['complete 5', 'enter "generator"']);
  expect(generator.givenRows).toBe(10);
});
