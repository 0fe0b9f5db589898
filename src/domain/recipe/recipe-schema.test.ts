import * as v from 'valibot';
import { expect, test } from 'vitest';
import { issueSentence } from '../issue-sentence.ts';
import { defaultRecipe } from './config.ts';
import { storedRecipeSchema } from './recipe-schema.ts';

test('a stored recipe has what its version wrote, and else what was so then', () => {
  expect(v.parse(storedRecipeSchema, { units: 32 })).toEqual({ ...defaultRecipe, augmentation: 'none', units: 32 });
});

test.each([[[]], [[1, 2]], ['recipe'], [null]])('%j is no stored recipe', (stored) => {
  const { issues } = v.safeParse(storedRecipeSchema, stored);
  expect(issues && issueSentence(issues[0])).toBe('it must be an object.');
});
