import { afterEach, beforeEach, expect, test } from 'vitest';
import { errorSentence } from './error-sentence.ts';
import { language } from './translate.svelte.ts';

beforeEach(() => {
  language.choice = 'en';
});
afterEach(() => {
  language.choice = 'system';
});

test('a file is called by its name, on either kind of system', () => {
  for (const file of ['/opt/gatescope/model.json', 'C:\\gatescope\\model.json']) {
    expect(errorSentence({ kind: 'modelMissing', message: '', details: { file }, stack: '' })).toMatch(
      /^The file model\.json of/,
    );
  }
});

test('a request that is refused is told with the engine’s own reason', () => {
  const refused = { kind: 'invalidRequest', message: 'Wait a moment.', details: { most: 4 }, stack: '' } as const;
  expect(errorSentence(refused)).toBe('The engine refused: Wait a moment.');
});
