import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../domain/limits/limits.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { isNumberName, numberField, recipeFields } from '../../domain/recipe/recipe-fields.ts';
import { recipeSchema } from '../../domain/recipe/recipe-schema.ts';
import { experimentSchema } from '../../domain/experiments/experiment.ts';
import { readingOrders } from '../../domain/recipe/reading.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { is } from 'valibot';
import { rooms } from '../rooms.ts';
import { isLink, linkTo, readLink, readView, writeView } from './link-text.ts';
import { settingsOf, type View } from './view.ts';

const quarter = fc.integer({ min: -1_000, max: 1_200 }).map((quarters) => quarters / 4);
const width = fc.integer({ min: 1, max: 500 }).map((quarters) => quarters / 4);
const points = fc.array(fc.record({ x: quarter, y: quarter, width }), { minLength: 1, maxLength: 30 });
const strokes = fc.array(fc.record({ points, erases: fc.boolean() }), { minLength: 1, maxLength: 5 });
const pixels = fc.uint8Array({ minLength: pixelCount, maxLength: pixelCount });

const values = Object.fromEntries(
  (Object.keys(recipeFields) as (keyof Recipe)[]).map((name) => {
    if (!isNumberName(name)) return [name, fc.constantFrom(...recipeFields[name].values)];
    const [min, max] = numberField(name).range;
    return [
      name,
      recipeFields[name].kind === 'whole' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }),
    ];
  }),
) as { [Name in keyof Recipe]: fc.Arbitrary<Recipe[Name]> };

/** −0 is written as 0, and means the same. */
const plainZero = (recipe: Partial<Recipe>) =>
  Object.fromEntries(Object.entries(recipe).map(([name, value]) => [name, value === 0 ? 0 : value]));

const settings = fc
  .record(values, { requiredKeys: [] })
  .filter((changes) => Object.keys(changes).length > 0 && is(recipeSchema, { ...defaultRecipe, ...changes }))
  .map((changes) => plainZero(changes) as Partial<Recipe>);

const others = {
  lesson: fc.constantFrom('rows', 'a-lesson', 'x'.repeat(60)),
  experiment: fc.constantFrom(...experimentSchema.options),
  data: fc.constantFrom('mnist', '0123456789abcdef0123456789abcdef'),
  row: fc.integer({ min: -1, max: pixelCount - 1 }),
  unit: fc.nat(pixelCount - 1),
  head: fc.nat(7),
  layer: fc.nat(3),
  unitOrder: fc.oneof(
    fc.constantFrom({ by: 'number' } as const, { by: 'similarity' } as const, { by: 'firing' } as const),
    fc.nat(99).map((digit) => ({ by: 'class' as const, digit })),
  ),
  order: fc.constantFrom(...readingOrders),
  strip: fc.constantFrom('states', 'weights'),
  network: fc.constantFrom('shipped', 'untrained', 'trained', 'other'),
  settings,
} as const;

const picture = fc.oneof(
  fc.record({ digit: fc.nat(9_999) }),
  fc.record({ strokes, among: fc.nat(9) }),
  fc.record({ strokes }),
  fc.record({ pixels }),
  fc.constant({}),
);

const views: fc.Arbitrary<View> = fc
  .tuple(fc.constantFrom(...rooms), fc.record(others, { requiredKeys: [] }), picture)
  .map(([room, named, shown]) => ({ room, ...named, ...shown }));

test('reads what it wrote, but for a drawing that is too long', () => {
  fc.assert(
    fc.property(views, (view) => {
      const link = linkTo(view);
      expect(link.length).toBeLessThanOrEqual(limits.maxLinkCharacters);
      const { strokes: drawn, among, ...plain } = view;
      const kept =
        drawn && !link.includes('strokes=')
          ? plain
          : { ...plain, ...(drawn && { strokes: drawn }), ...(among !== undefined && { among }) };
      expect(readLink(link)).toEqual({ view: kept });
      expect(readView(writeView(view))).toEqual({ view: kept });
    }),
    { numRuns: 300 },
  );
});

test('holds a noisy image beside every setting', () => {
  fc.assert(
    fc.property(fc.record(values), fc.record({ ...others, pixels }), (recipe, named) => {
      fc.pre(is(recipeSchema, recipe));
      const view: View = { room: 'generator', ...named, settings: settingsOf(recipe) };
      expect(linkTo(view).length).toBeLessThanOrEqual(limits.maxLinkCharacters);
      expect(linkTo(view)).toContain('pixels=');
    }),
  );
});

test('prefers strokes, which can be drawn on, to the pixels of the same drawing, as long as they fit', () => {
  const line = (count: number) => [
    { points: Array.from({ length: count }, (_, x) => ({ x: (x * 7) % 280, y: x % 280, width: 25 })), erases: false },
  ];
  const image = new Uint8Array(pixelCount).fill(200, 300, 400);
  expect(writeView({ room: 'lab', strokes: line(400), pixels: image })).toMatch(/strokes=/);
  const long = readView(writeView({ room: 'lab', strokes: line(2_000), among: 1, pixels: image }));
  expect(long).toEqual({ view: { room: 'lab', pixels: image } });
});

test('takes any text for a view or for one problem, and never throws', () => {
  const likeLinks = fc
    .array(
      fc.constantFrom(
        'lab',
        '?',
        '&',
        '=',
        'v',
        '1',
        'digit',
        'set.units',
        'strokes',
        'AAAA',
        '%',
        '-',
        'e9',
        '__proto__',
        '#',
      ),
    )
    .map((words) => words.join(''));
  fc.assert(
    fc.property(fc.oneof(fc.string(), likeLinks, fc.webUrl()), (text) => {
      for (const read of [readView(text), readLink(`gatescope://view/${text}`), readLink(text)])
        expect('view' in read || ['broken', 'tooLong', 'newer'].includes(read.problem)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('refuses what is wrong in any part', () => {
  const wrong = [
    ...['cellar', 'lab?v=1&digit=-1', 'lab?v=1&digit=1e9', 'lab?v=1&digit=', 'lab?v=1&row=3.5', 'lab?v=0&row=3'],
    ...['lab?v=1&row=3&row=4', 'lab?v=1&colour=red', 'lab?v=1&set.colour=red', 'lab?v=1&set.units=1e9', 'lab?v=x'],
    ...['lab?v=1&set.cell=transformer&set.heads=3', 'lab?v=1&unitOrder=class', 'lab?v=1&unitOrder=class-7-7'],
    ...['lab?v=1&strokes=AA', 'lab?v=1&strokes=', 'lab?v=1&pixels=AAAA', 'lab?v=1&digit=3&pixels=AQD_AP8A_wAP'],
    ...['lab?v=1&toString=1', 'lab?v=1&__proto__=1', 'lab?v=1&set.__proto__=1', 'lab?version=1', 'lab?v=1&lesson=<b>'],
  ];
  for (const text of wrong) expect(readView(text), text).toEqual({ problem: 'broken' });
  expect(readLink('https://example.org/lab')).toEqual({ problem: 'broken' });
  expect(readLink('gatescope://app/index.html')).toEqual({ problem: 'broken' });
  expect(readView('lab')).toEqual({ view: { room: 'lab' } });
});

test('knows a link of a later Gatescope, and one that is too long', () => {
  expect(readView('lab?v=2&mood=curious')).toEqual({ problem: 'newer' });
  expect(readLink(`gatescope://view/lab?v=1&digit=${'1'.repeat(limits.maxLinkCharacters)}`)).toEqual({
    problem: 'tooLong',
  });
});

test('writes settings only where they differ from the default ones', () => {
  expect(settingsOf({ ...defaultRecipe, seed: 9 })).toEqual({ seed: 9 });
  expect(writeView({ room: 'lab', network: 'trained', settings: { seed: 9, learningRate: 1e-3 } })).toBe(
    'lab?v=1&network=trained&set.seed=9&set.learningRate=0.001',
  );
});

test('tells links from other texts by their scheme', () => {
  expect(['gatescope://view/lab', 'GATESCOPE:x', 'https://a', 'gatescope'].map(isLink)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
