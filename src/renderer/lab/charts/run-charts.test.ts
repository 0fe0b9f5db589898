/** Texts that the charts of the run declare are held to what the catalogues are held to. */

import { expect, test } from 'vitest';
import type { Language } from '../../i18n/catalogue/index.ts';
import { forbiddenIn } from '../../i18n/testing/glossary.ts';
import { language, textOf } from '../../i18n/translate.svelte.ts';
import { runChartKinds, runCharts } from './run-charts.ts';

function runChartTexts(language: Language): Readonly<Record<string, string>> {
  const texts = runChartKinds.flatMap((kind) => {
    const { texts: own, curves } = runCharts[kind];
    const labels = [0, 1].flatMap((clipNorm) => curves(clipNorm)).map(({ label }) => label);
    return [...Object.entries(own), ...labels.map((label) => [label.en, label] as const)].map(
      ([name, text]) => [`run chart ${kind}: ${name}`, text[language]] as const,
    );
  });
  return Object.fromEntries(texts);
}

const gapsOf = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([gap]) => gap).sort();

test.each(Object.keys(runChartTexts('en')))('%s has words and the same gaps in both languages', (name) => {
  const [english, korean] = [runChartTexts('en')[name], runChartTexts('ko')[name]];
  expect(english.trim()).not.toBe('');
  expect(korean.trim()).not.toBe('');
  expect(gapsOf(korean)).toEqual(gapsOf(english));
});

test.each(['en', 'ko'] as const)('finds no forbidden synonym in the texts of %s', (each) => {
  expect(forbiddenIn(runChartTexts(each), each)).toEqual([]);
});

test('texts follow the language, and their gaps are filled', () => {
  language.choice = 'ko';
  expect(textOf(runCharts.accuracy.texts.title)).toBe('정확도');
  expect(textOf({ en: 'clip at {{norm}}', ko: '클리핑 {{norm}}' }, { norm: '1' })).toBe('클리핑 1');
  language.choice = 'system';
});
