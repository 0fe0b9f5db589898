import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { recipeSchema } from '../../domain/recipe/recipe-schema.ts';
import { catalogues } from '../i18n/catalogue/index.ts';
import { language, t } from '../i18n/translate.svelte.ts';
import { typesetToMarkup } from './formula.ts';
import { formulaGaps, inlineFormulas, pieces } from './inline.ts';
import { lessons } from './pages/index.ts';
import { symbols } from './pages/symbols.ts';

const namespaces = /^(?:lessonSequence|lessonRecurrence|lessonTraining|lessonGates|lessonAttention)\./;

const keysOf = (id: string) => {
  const lesson = lessons.find((one) => one.id === id);
  if (!lesson) throw new Error(`There is no lesson “${id}”.`);
  const texts = lesson.body.flatMap((block) => (block.kind === 'text' ? [block.key] : []));
  return {
    lesson,
    texts,
    keys: [lesson.title, lesson.question, ...texts, ...lesson.actions.map(({ label }) => label)],
  };
};

describe('the course', () => {
  test('no two pages share an id', () => {
    expect(new Set(lessons.map(({ id }) => id)).size).toBe(lessons.length);
  });

  test('the pages that a text names by number are the ones it means', () => {
    expect(lessons[10 - 1].id).toBe('clipping');
    expect(lessons[11 - 1].id).toBe('lstm');
    for (const text of Object.values(catalogues.en)) {
      for (const [, page] of text.matchAll(/\(page (\d+)\)/g)) expect(['10', '11']).toContain(page);
    }
  });

  test('every text of the catalogue stands on a page', () => {
    const used = new Set<string>(lessons.flatMap(({ id }) => keysOf(id).keys));
    expect(Object.keys(catalogues.en).filter((key) => namespaces.test(key) && !used.has(key))).toEqual([]);
  });

  test('every inline formula is used by a text', () => {
    const text = lessons.flatMap(({ id }) => keysOf(id).texts.map((key) => catalogues.en[key])).join();
    expect(Object.keys(inlineFormulas).filter((name) => !text.includes(`{{${name}}}`))).toEqual([]);
  });

  test('every symbol stands in a legend', () => {
    const used = new Set<string>(lessons.flatMap((lesson) => lesson.symbols));
    expect(Object.keys(symbols).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe.each(lessons.map(({ id }) => id))('page %s', (id) => {
  const { lesson, texts } = keysOf(id);

  test('has three to six paragraphs, an equation, a legend and something to try', () => {
    expect(texts.length).toBeGreaterThanOrEqual(3);
    expect(texts.length).toBeLessThanOrEqual(6);
    expect(lesson.body.some(({ kind }) => kind === 'equation')).toBe(true);
    expect(lesson.symbols.length).toBeGreaterThan(0);
    expect(lesson.actions.length).toBeGreaterThan(0);
  });

  test.each(['en', 'ko'] as const)('has only known formulas in its %s text, and leaves no gap open', (chosen) => {
    language.choice = chosen;
    for (const key of texts) {
      const read = pieces(t(key, formulaGaps));
      const words = read.flatMap((piece) => (piece.kind === 'formula' ? [piece.tail] : [piece.words])).join('');
      expect(words, key).not.toMatch(/[{}$*]/);
      expect(words.length, key).toBeGreaterThan(40);
    }
    language.choice = 'system';
  });

  test('its equations are valid LaTeX', () => {
    for (const block of lesson.body) {
      if (block.kind === 'equation') expect(typesetToMarkup(block.tex, true)).toContain('<math');
    }
  });

  test('its links that only look say what they need, and those that begin something of their own need nothing', () => {
    for (const { needs, settings, experiment, room, digit, row } of lesson.actions) {
      if (settings ?? experiment) expect(needs).toBeUndefined();
      else if (room === 'generator') expect(needs?.generator).toBe(true);
      else expect([needs?.cells, digit, row]).not.toContain(undefined);
      if (digit !== undefined && !settings) expect(needs?.mnist).toBe(true);
    }
  });

  test('its links ask for recipes that can be trained, and for digits and rows that exist', () => {
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

test('a quantity has the colour that it has in the score, and nothing else is let into the page', () => {
  expect(typesetToMarkup(String.raw`\forgetGate_t`, false)).toContain('forget-gate');
  expect(typesetToMarkup(String.raw`\href{https://example.com}{x}`, false)).not.toMatch(/<a\s/);
});

test('a text is taken apart into words, terms and formulas', () => {
  expect(pieces('The *hidden state* $h_t$, 5 $ and 3*2.')).toEqual([
    { kind: 'words', words: 'The ' },
    { kind: 'term', words: 'hidden state' },
    { kind: 'words', words: ' ' },
    { kind: 'formula', name: 'h_t', tail: ',' },
    { kind: 'words', words: ' 5 $ and 3*2.' },
  ]);
});
