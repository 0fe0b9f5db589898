import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { catalogues } from './catalogue/index.ts';
import type { LanguageFile } from './catalogue/language-file.ts';
import { imageWords } from './image-words.ts';
import { languages, languagesFrom } from './languages.ts';

/** One file more, as CONTRIBUTING says: with one text, one plural, and words for images. */
const frisian: LanguageFile = {
  name: 'Frysk',
  isDraft: false,
  images: { mnist: { ...imageWords.en.mnist, images: 'sifers' }, other: imageWords.en.other },
  texts: {
    shell: { train: 'Leare', digitsInWords_one: '{{count}} sifer', digitsInWords_other: '{{count}} {{images}}' },
  },
  declared: { Loss: 'Ferlies' },
};

describe('a language of one file', () => {
  beforeEach(() => {
    vi.resetModules();
    vi.doMock('./languages.ts', () => ({ languages: languagesFrom({ './languages/fy.ts': { language: frisian } }) }));
  });
  afterEach(() => {
    vi.doUnmock('./languages.ts');
    vi.resetModules();
  });

  const texts = async () => {
    const { language, pickLanguage, t, textOf } = await import('./translate.svelte.ts');
    language.choice = 'fy';
    return { language, pickLanguage, t, textOf };
  };

  test('is chosen by a person, or by the system', async () => {
    const { language, pickLanguage } = await texts();
    expect(language.resolved).toBe('fy');
    expect(pickLanguage(['de-DE', 'fy-NL', 'ko'])).toBe('fy');
  });

  test('shows its own texts, with its plurals and words', async () => {
    const { t, textOf } = await texts();
    expect(t('shell.train')).toBe('Leare');
    expect([1, 3].map((count) => t('shell.digitsInWords', { count }))).toEqual(['1 sifer', '3 sifers']);
    expect(textOf({ en: 'Loss', ko: '손실' })).toBe('Ferlies');
  });

  test('shows whole English sentences for what it lacks, with English words and limits in them', async () => {
    const { t, textOf } = await texts();
    expect(t('shell.pause')).toBe('Pause');
    expect(t('digits.grid')).toBe('Test digits');
    expect([1, 2].map((count) => t('charts.trainedFacts', { count }))).toEqual([
      'This network has been trained for 1 step.',
      'This network has been trained for 2 steps.',
    ]);
    expect(t('draw.tooLarge')).toContain('25 million pixels');
    expect(textOf({ en: 'Accuracy', ko: '정확도' })).toBe('Accuracy');
  });
});

test('is not chosen by the system while it is a draft', async () => {
  const { pickLanguage } = await import('./translate.svelte.ts');
  expect(languages.find(({ code }) => code === 'ja')?.isDraft).toBe(true);
  expect(pickLanguage(['ja-JP', 'ko-KR'])).toBe('ko');
});

const gapsOf = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name.replace(/^steps?$/i, 'step')))]
    .filter((name) => !(name in imageWords.en.mnist))
    .sort();

describe.each(languages.filter(({ code }) => !(code in catalogues)))(
  '$code',
  ({ code, name, isDraft, texts, declared }) => {
    test('is a language that the system can write numbers in, and says whether it is a draft', () => {
      expect(Intl.getCanonicalLocales(code)).toEqual([code]);
      expect(Intl.NumberFormat.supportedLocalesOf([code])).toEqual([code]);
      expect(/\(.+\)$/.test(name)).toBe(isDraft);
    });

    test('translates texts that there are, with the same gaps', () => {
      for (const [key, text] of Object.entries(texts)) {
        const forms = [key, key.replace(/_\w+$/, '_other')];
        const english = forms.map((form) => catalogues.en[form]).find((form) => form) ?? '';
        expect(english, key).not.toBe('');
        expect(text.trim(), key).not.toBe('');
        expect(gapsOf(text), key).toEqual(gapsOf(english));
      }
    });

    test('has every form that it needs of a text that counts', () => {
      const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
      const counted = Object.keys(texts).filter((key) => /_(?:zero|one|two|few|many|other)$/.test(key));
      for (const key of counted)
        expect(
          forms.every((form) => key.replace(/_\w+$/, `_${form}`) in texts),
          key,
        ).toBe(true);
      expect(Object.values(declared).every((text) => text?.trim())).toBe(true);
    });
  },
);

test('names gates and states in Japanese as textbooks do', () => {
  const [{ texts }] = languages.filter(({ code }) => code === 'ja');
  const named = ['forgetGate', 'inputGate', 'outputGate', 'hiddenState', 'cellState'].map(
    (key) => texts[`score.${key}`],
  );
  expect(named).toEqual(['忘却ゲート', '入力ゲート', '出力ゲート', '隠れ状態', 'セル状態']);
  expect(texts['settings.learningRate']).toBe('学習率');
  expect(texts['score.gradientNorm']).toContain('勾配');
});
