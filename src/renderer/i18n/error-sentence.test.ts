import { afterEach, beforeEach, expect, test } from 'vitest';
import { errorSentence, isOfTheRun } from './error-sentence.ts';
import { language } from './translate.svelte.ts';

beforeEach(() => {
  language.choice = 'en';
});
afterEach(() => {
  language.choice = 'system';
});

test('calls a file by its name, on either kind of system', () => {
  for (const file of ['/opt/gatescope/model.json', 'C:\\gatescope\\model.json']) {
    expect(errorSentence({ kind: 'modelMissing', message: '', details: { file }, stack: '' })).toMatch(
      /^The file model\.json of/,
    );
  }
});

test('gives the engine’s own reason for a refused request', () => {
  const refused = { kind: 'invalidRequest', message: 'Wait a moment.', details: { most: 4 }, stack: '' } as const;
  expect(errorSentence(refused)).toBe('The engine refused: Wait a moment.');
});

test('says which training exploded', () => {
  const of = (details: Record<string, string | number>) =>
    ({ kind: 'trainingFailed', message: '', details, stack: '' }) as const;
  expect(errorSentence(of({ step: 3 }))).toContain('The weights are those of the step before.');
  expect(errorSentence(of({ step: 3, of: 'fineTuning' }))).toContain('The network is unchanged.');
  expect(errorSentence(of({ step: 3, of: 'generator' }))).toContain('exploded at step 3');
  expect([of({}), of({ of: 'fineTuning' }), of({ of: 'generator' })].map(isOfTheRun)).toEqual([true, false, false]);
});
