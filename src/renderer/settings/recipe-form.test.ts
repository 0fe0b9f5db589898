import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { settingRanges } from '../../domain/recipe/config.ts';
import { appliesTo } from '../../domain/recipe/recipe-fields.ts';
import { recipeProblem } from '../../domain/recipe/recipe-problems.ts';
import {
  choicesOf,
  choose,
  fields,
  formOf,
  hasProblem,
  isNumber,
  modelOf,
  newSeed,
  parseField,
  problemAt,
  rangeOf,
  recipeOf,
  sameRecipe,
  type RecipeForm,
} from './recipe-form.ts';
import { recipe } from '../client/testing/fake-engine.ts';

const formWith = (changes: Partial<RecipeForm>): RecipeForm => ({ ...formOf(recipe), ...changes });

test('reads back the recipe that it shows', () => {
  expect(recipeOf(formOf(recipe), recipe)).toEqual(recipe);
  const odd = {
    ...recipe,
    targetAccuracy: 0.985,
    learningRate: 1.5e-5,
    cell: 'transformer',
    optimizer: 'sgd',
  } as const;
  expect(recipeOf(formOf(odd), recipe)).toEqual(odd);
});

test('takes a target accuracy in percent, whatever the share', () => {
  expect(formOf({ ...recipe, targetAccuracy: 0.07 }).targetAccuracy).toBe('7');
  expect(parseField('targetAccuracy', formWith({ targetAccuracy: '98.5' }))).toBeCloseTo(0.985, 12);
  expect(parseField('targetAccuracy', formWith({ targetAccuracy: '101' }))).toBeNull();
});

test.each(['', ' ', 'ten', '12.5', '7', '513', '1e9', '-8'])('rejects %j as a number of units', (units) => {
  expect(parseField('units', formWith({ units }))).toBeNull();
  expect(problemAt('units', formWith({ units }), recipe)).toEqual({
    kind: 'range',
    range: { min: 8, max: 512, integer: true },
  });
});

describe('settings without influence', () => {
  test('depend on cell and optimizer', () => {
    const shown = (changes: Partial<RecipeForm>) => fields.filter((field) => appliesTo(field, formWith(changes)));
    expect(shown({ cell: 'lstm' })).not.toContain('activation');
    expect(shown({ cell: 'rnn' })).toContain('activation');
    expect(shown({ cell: 'transformer' })).toEqual(expect.arrayContaining(['heads', 'positionalEncoding']));
    expect(shown({ cell: 'transformer' })).not.toContain('truncation');
    expect(shown({ optimizer: 'sgd' })).toEqual(expect.arrayContaining(['momentum', 'weightDecay']));
    expect(shown({ optimizer: 'adam' })).not.toContain('weightDecay');
  });

  test('keep the values in force, and block nothing when they were typed wrong before they were hidden', () => {
    const form = formWith({ cell: 'gru', heads: 'many', momentum: '7', activation: 'relu' });
    expect(recipeOf(form, recipe)).toEqual({ ...recipe, cell: 'gru' });
    expect(hasProblem(form, recipe)).toBe(false);
  });
});

describe('combinations of settings', () => {
  test('limit window and truncation to the length of the sequence', () => {
    expect(rangeOf('window', formWith({ order: 'rowPairs' }))).toEqual({ min: 0, max: 14, integer: true });
    expect(rangeOf('truncation', formWith({ order: 'pixels' })).max).toBe(784);
  });

  test('have separate limits for a Transformer', () => {
    expect(problemAt('units', formWith({ cell: 'transformer', units: '512' }), recipe)).toMatchObject({
      kind: 'range',
    });
    expect(problemAt('layers', formWith({ cell: 'transformer', layers: '4' }), recipe)).toBeNull();
    expect(problemAt('layers', formWith({ cell: 'gru', layers: '4' }), recipe)).toMatchObject({ kind: 'range' });
  });

  test('report a conflict only where it can be fixed', () => {
    const told = (form: RecipeForm) =>
      fields.flatMap((field) =>
        problemAt(field, form, recipe) ? [[field, problemAt(field, form, recipe)?.kind]] : [],
      );
    expect(told(formWith({ cell: 'transformer', heads: '5' }))).toEqual([['heads', 'headsDivideUnits']]);
    expect(told(formWith({ cell: 'transformer', order: 'pixels' }))).toEqual([['order', 'transformerPixels']]);
    expect(told(formWith({ cell: 'transformer', lossAt: 'everyStep' }))).toEqual([['lossAt', 'transformerEveryStep']]);
    expect(told(formWith({ cell: 'lstm', order: 'pixels', lossAt: 'everyStep' }))).toEqual([]);
  });

  test('have a problem exactly when a visible field reports one', () => {
    const texts = Object.fromEntries(
      fields.map((field) => [
        field,
        isNumber(field)
          ? fc.oneof(fc.constantFrom('', 'x', '3', '5', '64'), fc.double({ noNaN: true }).map(String))
          : fc.constantFrom<string>(...choicesOf(field)),
      ]),
    );
    fc.assert(
      fc.property(fc.record(texts, { requiredKeys: [] }), (typed) => {
        const form = formWith(typed);
        const told = fields.some((field) => appliesTo(field, form) && problemAt(field, form, recipe) !== null);
        expect(hasProblem(form, recipe)).toBe(told);
        const wanted = recipeOf(form, recipe);
        if (!told) expect(wanted && recipeProblem(wanted)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

test('give AdamW a weight decay unless one was chosen', () => {
  const form = formWith({});
  choose(form, 'optimizer', 'adamw');
  expect(form).toMatchObject({ optimizer: 'adamw', weightDecay: '0.01' });
  const decayed = formWith({ weightDecay: '0.1' });
  choose(decayed, 'optimizer', 'adamw');
  expect(decayed.weightDecay).toBe('0.1');
  const plain = formWith({});
  choose(plain, 'optimizer', 'sgd');
  expect(plain.weightDecay).toBe('0');
});

test('describe the network while its training settings are wrong', () => {
  expect(modelOf(formWith({ units: '64', epochs: 'x' }), recipe)).toMatchObject({ cell: 'lstm', units: 64, layers: 1 });
  expect(modelOf(formWith({ units: 'x' }), recipe)).toBeNull();
});

test.each(fields)('counts another %s as another recipe', (field) => {
  const other = isNumber(field) ? settingRanges[field][1] : choicesOf(field).find((each) => each !== recipe[field]);
  expect(sameRecipe(recipe, { ...recipe })).toBe(true);
  expect(sameRecipe(recipe, { ...recipe, [field]: other })).toBe(false);
});

test('gives a new seed that the field allows', () => {
  for (const random of [0, 0.5, 1 - 2 ** -53]) {
    const seed = String(newSeed(random));
    expect(parseField('seed', formWith({ seed }))).toBe(Number(seed));
  }
});
