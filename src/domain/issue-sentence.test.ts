import { expect, test } from 'vitest';
import * as v from 'valibot';
import { issueSentence } from './issue-sentence.ts';
import { defaultRecipe } from './recipe/config.ts';
import { recipeSchema } from './recipe/recipe-schema.ts';
import { requests } from '../protocol/api.ts';

function sentenceOf(schema: v.GenericSchema, value: unknown): string | undefined {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? undefined : issueSentence(parsed.issues[0]);
}

test.each<[v.GenericSchema, unknown, string]>([
  [recipeSchema, { ...defaultRecipe, units: 513 }, 'units must be at most 512.'],
  [recipeSchema, { ...defaultRecipe, units: 8.5 }, 'units must be a whole number.'],
  [recipeSchema, { ...defaultRecipe, seed: Number.NaN }, 'seed must be a number.'],
  [recipeSchema, { ...defaultRecipe, layers: 4 }, 'A recurrent network takes 1 to 3 layers.'],
  [recipeSchema, null, 'it must be an object.'],
  [requests.getTestDigit.params, {}, 'index is missing.'],
  [requests.getTestDigit.params, { index: 1, more: 2 }, 'more is not a known setting or field.'],
  [requests.getStatus.params, 3, 'it must be nothing.'],
  [requests.renameRun.params, { id: 1, name: ' ' }, 'name must be of length at least 1.'],
])('the sentence says where and what', (schema, value, sentence) => {
  expect(sentenceOf(schema, value)).toBe(sentence);
});

test('neither repeats an arbitrary name in full nor unescaped', () => {
  const name = `\u001b[2J${'x'.repeat(1000)}`;
  expect(sentenceOf(requests.getTestDigit.params, { index: 1, [name]: 2 })).toMatch(/^\uFFFD\[2Jx{36}… is not a known/);
});
