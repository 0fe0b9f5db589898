import { afterEach, describe, expect, test, vi } from 'vitest';
import { catalogues } from './catalogue/index.ts';
import { mnistInfo, stripesInfo } from '../client/testing/data-sets.ts';
import { nameClasses } from './class-names.svelte.ts';
import { imageWords } from './image-words.ts';
import { limitWords } from './limit-words.ts';
import { language, pickLanguage, t } from './translate.svelte.ts';

/**
 * A language may use the forms of the word for a step (`step`, `Steps`) twice or never; the words for images are known
 * to every text.
 */
const gapsOf = (text: string) => {
  const names = [...text.matchAll(/\{\{(\w+)(?:, number)?\}\}/g)].map(([, name]) => name.replace(/^steps?$/i, 'step'));
  return [...new Set(names)].filter((name) => !(name in imageWords.en.mnist)).sort();
};

const things =
  'blocks|classes|columns|digits|epochs|errors|files|folders|heads|images|labels|layers|names|nats|pairs|pixels|points|' +
  'rows|runs|steps|threads|times|units|weights';
const counts = new RegExp(
  String.raw`\{\{(\w+)[^}]*\}\} (?:(?!of )[a-z]+ )?(?:(?:${things})\b|\{\{(?:images|steps|classes)\}\})`,
  'g',
);

/** Gaps that are never 1: sizes that begin at more, limits, numbers with decimals, and formulas of the lessons. */
const manyOrNone =
  /^(?:m(?:ax|in)[A-Z]\w*|most|least|parameters|units|rows|steps|classes|stride|nats|height|limit|inputs|share|read|k|n|W_transposed)$/;
/** Shown only where there are several. */
const several = ['draw.severalDigits', 'compare.layerOf', 'settings.problem.headsDivideUnits'];

/** What would read "1 steps". */
function countsWithoutPlural(key: string, text: string): string[] {
  if (several.includes(key)) return [];
  return [...text.matchAll(counts)]
    .filter(([, gap]) => !manyOrNone.test(gap) && !(gap === 'count' && /_(?:one|other)$/.test(key)))
    .map(([words]) => `${key}: ${words}`);
}

afterEach(() => {
  language.choice = 'system';
  nameClasses(mnistInfo);
  vi.unstubAllGlobals();
});

describe('catalogues', () => {
  test('have the same keys in both languages, except for the singular, which Korean lacks', () => {
    const plural = Object.keys(catalogues.en).filter((key) => !key.endsWith('_one'));
    expect(Object.keys(catalogues.ko).sort()).toEqual(plural.sort());
  });

  test.each(Object.keys(catalogues.ko))('have words and the same gaps for %s', (key) => {
    const english = catalogues.en[key] ?? '';
    const korean = catalogues.ko[key] ?? '';
    expect(english.trim()).not.toBe('');
    expect(korean.trim()).not.toBe('');
    expect(gapsOf(korean)).toEqual(gapsOf(english));
    const namedLikeLimits = gapsOf(english).filter((name) => /^(?:max|min)[A-Z]/.test(name));
    for (const name of namedLikeLimits) expect(limitWords.en).toHaveProperty(name);
  });

  test('have another text for one wherever they have a plural', () => {
    const counted = Object.keys(catalogues.en).filter((key) => /_(?:one|other)$/.test(key));
    for (const key of new Set(counted.map((each) => each.replace(/_\w+$/, '')))) {
      const [one = '', other = ''] = ['one', 'other'].map((form) => catalogues.en[`${key}_${form}`]);
      expect(one.trim(), key).not.toBe('');
      expect(one, key).not.toBe(other);
      expect(['count', ...gapsOf(other)], key).toEqual(expect.arrayContaining(gapsOf(one)));
    }
  });

  test('have a plural wherever a count may be one', () => {
    expect(Object.entries(catalogues.en).flatMap(([key, text]) => countsWithoutPlural(key, text))).toEqual([]);
    expect(countsWithoutPlural('a', 'in {{runs}} short runs')).toEqual(['a: {{runs}} short runs']);
    expect(countsWithoutPlural('a', '{{count}} {{images}}')).toHaveLength(1);
    expect(countsWithoutPlural('a_other', '{{count, number}} runs of {{epochs}} epochs')).toHaveLength(1);
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

test('says limits as the table has them, in the words of the language', () => {
  language.choice = 'en';
  expect(t('draw.tooLarge')).toMatch(/ 64 MiB.* 25 million pixels.* 16,384 /);
  expect(t('files.tooLarge', { names: 'all.zip' })).toContain('800 MB');
  language.choice = 'ko';
  expect(t('draw.tooLarge')).toMatch(/64 MiB.* 2,500만 픽셀.* 16,384픽셀/);
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

test('counts one as one, and separates thousands', () => {
  language.choice = 'en';
  const facts = (count: number) => t('charts.trainedFacts', { count });
  expect(facts(1)).toBe('This network has been trained for 1 step.');
  expect(facts(12_500)).toBe('This network has been trained for 12,500 steps.');
  expect([1, 2].map((count) => t('shell.digitsInWords', { count }))).toEqual(['1 digit', '2 digits']);
  language.choice = 'ko';
  expect([1, 60_000].map((count) => t('shell.digitsInWords', { count }))).toEqual(['숫자 1개', '숫자 60,000개']);
});

test('fails a test that asks for a missing text or leaves a gap', () => {
  expect(() => t('score.nowhere' as 'score.title')).toThrow('No text for score.nowhere.');
  expect(() => t('shell.sure')).toThrow('No text for {{percent}} in “{{percent}} sure”.');
});
