// docs/glossary.md has one name for each thing; forbidden synonyms must not occur in the catalogues.
import { expect, test } from 'vitest';
import { catalogues } from './catalogue/index.ts';
import { forbidden, forbiddenIn, terms, wholeWord } from './testing/glossary.ts';

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
  expect(forbiddenIn(catalogues[language], language)).toEqual([]);
});
