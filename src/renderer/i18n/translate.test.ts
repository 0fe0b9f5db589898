import { afterEach, describe, expect, test, vi } from 'vitest';
import { catalogues } from './catalogue/index.ts';
import { mnistInfo, stripesInfo } from '../client/testing/data-sets.ts';
import { nameClasses } from './class-names.svelte.ts';
import { imageWords } from './image-words.ts';
import { language, pickLanguage, t } from './translate.svelte.ts';

/**
 * A language may use the forms of the word for a step (`step`, `Steps`) twice or never; the words for images are known
 * to every text.
 */
const gapsOf = (text: string) => {
  const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name.replace(/^steps?$/i, 'step'));
  return [...new Set(names)].filter((name) => !(name in imageWords.en.mnist)).sort();
};

afterEach(() => {
  language.choice = 'system';
  nameClasses(mnistInfo);
  vi.unstubAllGlobals();
});

describe('catalogues', () => {
  test('have the same keys in both languages', () => {
    expect(Object.keys(catalogues.ko).sort()).toEqual(Object.keys(catalogues.en).sort());
  });

  test.each(Object.keys(catalogues.en))('have words and the same gaps for %s', (key) => {
    const english = catalogues.en[key] ?? '';
    const korean = catalogues.ko[key] ?? '';
    expect(english.trim()).not.toBe('');
    expect(korean.trim()).not.toBe('');
    expect(gapsOf(korean)).toEqual(gapsOf(english));
  });
});

describe('language', () => {
  test('takes the first system language with a catalogue, whatever its region', () => {
    expect(pickLanguage(['fr-CA', 'ko-KR', 'en'])).toBe('ko');
    expect(pickLanguage(['EN-gb', 'ko'])).toBe('en');
    expect(pickLanguage(['fr', 'de'])).toBe('en');
    expect(pickLanguage([])).toBe('en');
  });

  test('follows the chosen language and fills gaps', () => {
    language.choice = 'en';
    expect(t('shell.error.dataMissing', { file: 't10k-images' })).toContain('t10k-images');
    language.choice = 'ko';
    expect(t('shell.error.dataMissing', { file: 't10k-images' })).toMatch(/^MNIST 숫자 파일 t10k-images/);
  });
});

test('calls images digits only where they are', () => {
  language.choice = 'en';
  expect(t('shell.previousDigit')).toBe('Previous test digit');
  expect(t('digits.grid')).toBe('Test digits');
  nameClasses(stripesInfo);
  expect(t('shell.previousDigit')).toBe('Previous test image');
  expect(t('score.probability')).toBe('probability of each class');
  language.choice = 'ko';
  expect(t('shell.previousDigit')).toBe('이전 테스트 이미지');
});
