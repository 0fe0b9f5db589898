import { Option } from 'commander';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defaultRecipe } from './config.ts';
import type { RecipeField } from './field-kinds.ts';
import { appliesTo, type FieldName, fieldNames, isNumberName, rangeBeside, recipeFields } from './recipe-fields.ts';
import { recipeSchema } from './recipe-schema.ts';

const fields = fieldNames.map((name): { name: FieldName; field: RecipeField } => ({ name, field: recipeFields[name] }));

test('the default recipe can be trained', () => {
  expect(v.safeParse(recipeSchema, defaultRecipe).issues).toBeUndefined();
});

test.each(fields)('any value $name may have unchosen can also be chosen', ({ name, field }) => {
  const values = [field.default, field.before ?? field.default];
  if (field.kind !== 'choice') values.push(field.off ?? field.default, field.defaultWith?.default ?? field.default);
  for (const value of values) {
    expect(v.safeParse(recipeSchema, { ...defaultRecipe, [name]: value }).issues).toBeUndefined();
  }
});

test.each(fields.filter(({ field }) => field.kind === 'choice'))('every value of $name is offered', ({ field }) => {
  if (field.kind !== 'choice') throw new TypeError('It has no values.');
  expect([...(field.offered ?? field.values)].sort()).toEqual([...field.values].sort());
});

test.each(fieldNames.filter(isNumberName))('%s has no wider range beside other settings than alone', (name) => {
  const [min, max] = (recipeFields[name] as RecipeField & { range: readonly [number, number] }).range;
  for (const cell of recipeFields.cell.values) {
    for (const order of recipeFields.order.values) {
      const [low, high] = rangeBeside(name, { cell, order });
      expect([low >= min, high <= max, low <= high]).toEqual([true, true, true]);
    }
  }
});

test.each(fields)('$name follows an existing setting of its own group', ({ field }) => {
  const { shownAfter, group } = field;
  if (shownAfter !== undefined) expect(fields.find(({ name }) => name === shownAfter)?.field.group).toBe(group);
});

test.each(fields)('$name has an effect with some cell and optimizer', ({ name }) => {
  const { cell, optimizer } = recipeFields;
  const beside = cell.values.flatMap((one) => optimizer.values.map((other) => ({ cell: one, optimizer: other })));
  expect(beside.some((each) => appliesTo(name, each))).toBe(true);
});

test('each option sets one setting, and every setting that can be chosen has one', () => {
  const options = fields.flatMap(({ field: { flags } }) => (flags ? [new Option(flags).attributeName()] : []));
  expect(new Set(options).size).toBe(options.length);
  expect(fields.filter(({ field }) => !field.flags || !field.help).map(({ name }) => name)).toEqual(['classes']);
  expect(fields.filter(({ field }) => field.group === null).map(({ name }) => name)).toEqual(['classes']);
});
