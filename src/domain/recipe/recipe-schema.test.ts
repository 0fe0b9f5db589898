import * as v from 'valibot';
import { expect, test } from 'vitest';
import { issueSentence } from '../issue-sentence.ts';
import { defaultRecipe } from './config.ts';
import { storedRecipeSchema } from './recipe-schema.ts';

test("a stored recipe keeps what its version wrote and otherwise gets that version's defaults", () => {
  expect(v.parse(storedRecipeSchema, { units: 32 })).toEqual({ ...defaultRecipe, augmentation: 'none', units: 32 });
});

test.each([[[]], [[1, 2]], ['recipe'], [null]])('rejects %j as a stored recipe', (stored) => {
  const { issues } = v.safeParse(storedRecipeSchema, stored);
  expect(issues && issueSentence(issues[0])).toBe('it must be an object.');
});
