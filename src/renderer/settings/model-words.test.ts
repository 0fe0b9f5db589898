import { afterEach, expect, test } from 'vitest';
import { defaultConfig } from '../../domain/recipe/config.ts';
import { language } from '../i18n/translate.svelte.ts';
import { networkInWords, readingInWords } from './model-words.ts';

afterEach(() => {
  language.choice = 'system';
});

test('describes a network by its cell and sizes', () => {
  expect(networkInWords(defaultConfig)).toBe('LSTM · 128 units');
  expect(networkInWords({ ...defaultConfig, cell: 'gru', units: 64, layers: 2 })).toBe('GRU · 2 × 64 units');
  expect(networkInWords({ ...defaultConfig, cell: 'transformer', units: 64, layers: 2 })).toBe(
    'Transformer · 2 blocks · 64 units · 4 heads',
  );
  language.choice = 'ko';
  expect(networkInWords({ ...defaultConfig, cell: 'transformer', units: 64, heads: 1 })).toBe(
    '트랜스포머 · 블록 1개 · 유닛 64개 · 헤드 1개',
  );
});

test('describes the reading by the order, and by the window where it is shorter than the sequence', () => {
  expect(readingInWords(defaultConfig)).toBe('rows ↓');
  expect(readingInWords({ ...defaultConfig, order: 'columns', window: 28 })).toBe('columns →');
  expect(readingInWords({ ...defaultConfig, order: 'columns', window: 7 })).toBe('columns → · last 7 columns');
});
