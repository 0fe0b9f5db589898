import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../engine/models/config.ts';
import {
  formOf,
  modelOf,
  newSeed,
  parseField,
  rangeOf,
  recipeOf,
  sameRecipe,
  type NumberField,
} from './recipe-form.ts';
import { recipe } from './testing/fake-engine.ts';

const fields = Object.keys(limits) as NumberField[];

test('every allowed recipe survives being shown and read back', () => {
  const numbers = Object.fromEntries(
    fields.map((field) => {
      const { min, max, integer } = rangeOf(field);
      return [field, integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true })];
    }),
  ) as Record<NumberField, fc.Arbitrary<number>>;
  const recipes = fc.record({
    cell: fc.constant('lstm' as const),
    schedule: fc.constantFrom('oneCycle' as const, 'constant' as const),
    ...numbers,
  });
  fc.assert(
    fc.property(recipes, (some) => {
      const back = recipeOf(formOf(some));
      expect(back && sameRecipe(back, some)).toBe(true);
    }),
  );
});

test('whatever is typed, a number comes out only within its range', () => {
  fc.assert(
    fc.property(fc.constantFrom(...fields), fc.string(), (field, text) => {
      const value = parseField(field, text);
      if (value === null) return;
      expect(value).toBeGreaterThanOrEqual(rangeOf(field).min);
      expect(value).toBeLessThanOrEqual(rangeOf(field).max);
    }),
  );
});

test.each([
  ['units', '7', null],
  ['units', '8', 8],
  ['units', '64.5', null],
  ['learningRate', '0', null],
  ['learningRate', '4e-3', 0.004],
  ['clipNorm', '0', 0],
  ['seed', '4294967295', 4_294_967_295],
  ['seed', '4294967296', null],
  ['epochs', '', null],
  ['epochs', 'ten', null],
] as const)('%s typed as “%s” is %s', (field, text, value) => {
  expect(parseField(field, text)).toBe(value);
});

test('one wrong field makes no recipe', () => {
  expect(recipeOf({ ...formOf(recipe), batchSize: '0' })).toBeNull();
});

test('the network is known while other fields are wrong', () => {
  expect(modelOf({ ...formOf(recipe), units: '64', batchSize: '0' })).toEqual({ cell: 'lstm', units: 64, layers: 1 });
  expect(modelOf({ ...formOf(recipe), units: '7' })).toBeNull();
});

test('a new seed is within the range of seeds', () => {
  expect(newSeed(0)).toBe(0);
  expect(newSeed(1 - 2 ** -53)).toBe(limits.seed[1]);
});
