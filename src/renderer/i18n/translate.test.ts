import { afterEach, describe, expect, test, vi } from 'vitest';
import { catalogues } from './catalogue/index.ts';
import { language, pickLanguage, t } from './translate.svelte.ts';

/** The word for a step comes in forms (`step`, `Steps`), of which a language may need one twice and another never. */
const gapsOf = (text: string) => {
  const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name.replace(/^steps?$/i, 'step'));
  return [...new Set(names)].sort();
};

afterEach(() => {
  language.choice = 'system';
  vi.unstubAllGlobals();
});

describe('catalogues', () => {
  test('both languages have the same keys', () => {
    expect(Object.keys(catalogues.ko).sort()).toEqual(Object.keys(catalogues.en).sort());
  });

  test.each(Object.keys(catalogues.en))('%s has words and the same gaps in both languages', (key) => {
    const english = catalogues.en[key] ?? '';
    const korean = catalogues.ko[key] ?? '';
    expect(english.trim()).not.toBe('');
    expect(korean.trim()).not.toBe('');
    expect(gapsOf(korean)).toEqual(gapsOf(english));
  });
});

describe('language', () => {
  test('the first system language with a catalogue is taken, whatever its region', () => {
    expect(pickLanguage(['fr-CA', 'ko-KR', 'en'])).toBe('ko');
    expect(pickLanguage(['EN-gb', 'ko'])).toBe('en');
    expect(pickLanguage(['fr', 'de'])).toBe('en');
    expect(pickLanguage([])).toBe('en');
  });

  test('texts follow the chosen language and fill their gaps', () => {
    language.choice = 'en';
    expect(t('shell.error.dataMissing', { file: 't10k-images' })).toContain('t10k-images');
    language.choice = 'ko';
    expect(t('shell.error.dataMissing', { file: 't10k-images' })).toMatch(/^MNIST 숫자 파일 t10k-images/);
  });
});
