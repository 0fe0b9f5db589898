import { expect, test } from 'vitest';
import { pieces } from './pages/inline.ts';
import { litPieces } from './lit-pieces.ts';

const sentence = pieces('The *forget gate* $f$, the weights $W$ and $h_t$.');

test('puts a term and its symbol together where they light one place of the picture', () => {
  const parts = litPieces(sentence, true);
  expect(parts.map(({ spot }) => spot)).toEqual([null, 'forgetGate', null, null, null, 'hiddenState']);
  expect(parts[1]).toMatchObject({ term: 'forget gate', formula: 'f', tail: ',' });
  expect(parts[3]).toMatchObject({ formula: 'W', spot: null });
});

test('lights nothing where there is no picture, and loses no word', () => {
  const words = (lit: boolean) =>
    litPieces(sentence, lit)
      .map(
        ({ term, formula, words, tail }) => `${term ?? ''}${term && formula ? ' ' : ''}${formula ?? ''}${words}${tail}`,
      )
      .join('');
  expect(litPieces(sentence, false).every(({ spot }) => spot === null)).toBe(true);
  expect(words(true)).toBe(words(false));
  expect(words(true)).toBe('The forget gate f, the weights W and h_t.');
});
