// docs/glossary.md has one name for each thing; forbidden synonyms must not occur in the catalogues.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogues, type Language } from './catalogue/index.ts';

const columns = 6;

type Term = { readonly en: string; readonly ko: string; readonly not: Readonly<Record<Language, readonly string[]>> };

/** The rows of all tables with the six columns of a term. */
function termsIn(markdown: string): readonly Term[] {
  return markdown.split('\n').flatMap((line) => {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const [en = '', ko = '', , , notEnglish = '', notKorean = ''] = cells;
    if (cells.length !== columns || en === 'term (en)' || /^[-: ]+$/.test(en)) return [];
    return [{ en, ko, not: { en: listed(notEnglish), ko: listed(notKorean) } }];
  });
}

function listed(cell: string): readonly string[] {
  return cell.split(', ').filter((word) => word !== '');
}

/** Matches whole words; Korean nouns take particles, so there only the beginning counts. */
function wholeWord(word: string, language: Language): RegExp {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return language === 'en'
    ? new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, 'iu')
    : new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}`, 'u');
}

const terms = termsIn(readFileSync('docs/glossary.md', 'utf8'));
const forbidden = (language: Language) => terms.flatMap(({ not }) => not[language]);

test('reads the terms and their forbidden synonyms', () => {
  expect(terms.length).toBeGreaterThan(60);
  expect(terms.filter(({ en, ko }) => en === '' || ko === '')).toEqual([]);
  expect(forbidden('ko')).toContain('관성');
});

test('forbids no term as a synonym of another', () => {
  const names = { en: terms.map(({ en }) => en), ko: terms.map(({ ko }) => ko) };
  expect(forbidden('en').filter((word) => names.en.includes(word))).toEqual([]);
  expect(forbidden('ko').filter((word) => names.ko.includes(word))).toEqual([]);
});

test('finds whole words only', () => {
  expect('The Scores are').toMatch(wholeWord('scores', 'en'));
  expect('underscores').not.toMatch(wholeWord('scores', 'en'));
  expect('h′ = 0').toMatch(wholeWord('h′', 'en'));
  expect('관성은').toMatch(wholeWord('관성', 'ko'));
  expect('방관성').not.toMatch(wholeWord('관성', 'ko'));
});

test.each(['en', 'ko'] as const)('finds no forbidden synonym in the texts of %s', (language) => {
  const found = Object.entries(catalogues[language]).flatMap(([key, text]) =>
    forbidden(language)
      .filter((word) => wholeWord(word, language).test(text.replaceAll('*', '')))
      .map((word) => `${key}: ${word}`),
  );
  expect(found).toEqual([]);
});
