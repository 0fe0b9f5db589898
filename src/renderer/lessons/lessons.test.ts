import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { recipeSchema } from '../../domain/recipe/recipe-schema.ts';
import { catalogues } from '../i18n/catalogue/index.ts';
import { language, t } from '../i18n/translate.svelte.ts';
import { typesetToMarkup } from './formula.ts';
import { lessonNumbers } from './lesson-numbers.ts';
import { formulaGaps, inlineFormulas, pieces } from './pages/inline.ts';
import { lessons } from './pages/index.ts';
import { restKinds } from '../lab/charts/chart-data.ts';
import { runChartKinds } from '../lab/charts/run-charts.ts';
import { type Spot, spotNames } from '../ui/spots.svelte.ts';
import { spotOfFormula } from './pages/targets.ts';
import { symbols } from './pages/symbols.ts';

/** Everything that a lesson can light. */
const places: readonly Spot[] = [
  ...spotNames,
  ...[...runChartKinds, ...restKinds].map((kind) => `chart-${kind}` as const),
];

const namespaces = /^(?:lessonSequence|lessonRecurrence|lessonTraining|lessonGates|lessonAttention|lessonPairs)\./;

const keysOf = (id: string) => {
  const lesson = lessons.find((one) => one.id === id);
  if (!lesson) throw new Error(`There is no lesson “${id}”.`);
  const texts = lesson.body.flatMap((block) => (block.kind === 'text' ? [block.key] : []));
  const exercises = lesson.body.flatMap((block) => (block.kind === 'exercise' ? [block.question, block.answer] : []));
  return {
    lesson,
    exercises,
    texts,
    keys: [
      ...[lesson.title, lesson.question, ...texts, ...exercises],
      ...[...lesson.looks.map(({ text }) => text), ...lesson.actions.map(({ label }) => label)],
    ],
  };
};

describe('the course', () => {
  test('has a unique id for each page', () => {
    expect(new Set(lessons.map(({ id }) => id)).size).toBe(lessons.length);
  });

  test('numbers the pages that texts refer to correctly', () => {
    expect(lessons[10 - 1].id).toBe('clipping');
    expect(lessons[11 - 1].id).toBe('lstm');
    for (const text of Object.values(catalogues.en)) {
      for (const [, page] of text.matchAll(/\(page (\d+)\)/g)) expect(['10', '11']).toContain(page);
    }
  });

  test('uses every text of the catalogue on a page', () => {
    const used = new Set<string>(lessons.flatMap(({ id }) => keysOf(id).keys));
    expect(Object.keys(catalogues.en).filter((key) => namespaces.test(key) && !used.has(key))).toEqual([]);
  });

  test('uses every inline formula in a text', () => {
    const text = lessons.flatMap(({ id }) => keysOf(id).keys.map((key) => catalogues.en[key])).join();
    expect(Object.keys(inlineFormulas).filter((name) => !text.includes(`{{${name}}}`))).toEqual([]);
  });

  test('lists every symbol in a legend', () => {
    const used = new Set<string>(lessons.flatMap((lesson) => lesson.symbols));
    expect(Object.keys(symbols).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe.each(lessons.map(({ id }) => id))('page %s', (id) => {
  const { lesson, texts, exercises } = keysOf(id);

  test('has three to six paragraphs, an equation, a legend and something to try', () => {
    expect(texts.length).toBeGreaterThanOrEqual(3);
    expect(texts.length).toBeLessThanOrEqual(6);
    expect(lesson.body.some(({ kind }) => kind === 'equation')).toBe(true);
    expect(lesson.symbols.length).toBeGreaterThan(0);
    expect(lesson.actions.length).toBeGreaterThan(0);
  });

  test.each(['en', 'ko'] as const)('has only known formulas in its %s text, and no unfilled gap', (chosen) => {
    language.choice = chosen;
    for (const key of [...texts, ...exercises]) {
      const read = pieces(t(key, { ...lessonNumbers(null), ...formulaGaps }));
      const words = read.flatMap((piece) => (piece.kind === 'formula' ? [piece.tail] : [piece.words])).join('');
      expect(words, key).not.toMatch(/[{}$*]/);
      expect(words.length, key).toBeGreaterThan(40);
    }
    language.choice = 'system';
  });

  test('has places of the picture to look at, each once, and moves the scan line to rows that exist', () => {
    const spots = lesson.looks.map(({ spot }) => spot);
    expect(spots.length).toBeGreaterThanOrEqual(3);
    expect(new Set(spots).size).toBe(spots.length);
    for (const spot of spots) expect(places).toContain(spot);
    for (const { row = 0 } of lesson.looks) expect(row >= 0 && row < 28).toBe(true);
  });

  test('has valid LaTeX in its equations', () => {
    for (const block of lesson.body) {
      if (block.kind !== 'equation') continue;
      for (const tex of [block.tex, ...block.narrow]) expect(typesetToMarkup(tex, true)).toContain('<math');
    }
  });

  test('has links that say what they need if they only look, and need nothing if they start something', () => {
    for (const { needs, settings, experiment, room, digit, row } of lesson.actions) {
      if (settings ?? experiment) expect(needs).toBeUndefined();
      else if (room === 'strips') expect(needs).toBeUndefined();
      else if (room === 'generator') expect(needs?.generator).toBe(true);
      else expect([needs?.cells, digit, row]).not.toContain(undefined);
      if (digit !== undefined && !settings) expect(needs?.mnist).toBe(true);
    }
  });

  test('has links with trainable recipes and existing digits and rows', () => {
    for (const { settings, digit = 0, row = 0, experiment, room } of lesson.actions) {
      expect(v.safeParse(recipeSchema, { ...defaultRecipe, ...settings }).issues).toBeUndefined();
      expect(Number.isInteger(digit) && digit >= 0 && digit < 10_000).toBe(true);
      expect(Number.isInteger(row) && row >= (room === 'generator' ? -1 : 0) && row < 28).toBe(true);
      if (experiment) expect(room).toBe('compare');
    }
  });
});

test.each([
  ...Object.entries(inlineFormulas),
  ...Object.entries(symbols).map(([name, { tex }]) => [name, tex] as const),
])('the formula %s is valid LaTeX', (_, tex) => {
  expect(typesetToMarkup(tex, false)).toContain('<math');
});

test('gives a quantity its colour of the score and lets nothing else into the page', () => {
  expect(typesetToMarkup(String.raw`\forgetGate_t`, false)).toContain('forget-gate');
  expect(typesetToMarkup(String.raw`\href{https://example.com}{x}`, false)).not.toMatch(/<a\s/);
});

test('splits a text into words, terms and formulas', () => {
  expect(pieces('The *hidden state* $h_t$, 5 $ and 3*2.')).toEqual([
    { kind: 'words', words: 'The ' },
    { kind: 'term', words: 'hidden state' },
    { kind: 'words', words: ' ' },
    { kind: 'formula', name: 'h_t', tail: ',' },
    { kind: 'words', words: ' 5 $ and 3*2.' },
  ]);
});

test('a symbol that lights something lights a place of the picture', () => {
  expect(Object.values(spotOfFormula).filter((spot) => !places.includes(spot))).toEqual([]);
});
