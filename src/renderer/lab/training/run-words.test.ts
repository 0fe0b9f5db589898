import { afterEach, expect, test } from 'vitest';
import { language } from '../../i18n/translate.svelte.ts';
import { statusWith } from '../../client/testing/fake-engine.ts';
import { savedRun } from '../../client/testing/saved-runs.ts';
import { computedOtherwise } from './run-words.ts';

afterEach(() => {
  language.choice = 'system';
});

const { backend } = statusWith();
const { kernels, threads } = backend;
const run = { ...savedRun('a', 40), kernels, threads };

test('has nothing to say of a run that resumes bit for bit, or that is done', () => {
  expect(computedOtherwise(run, backend)).toBeNull();
  expect(computedOtherwise({ ...run, step: 100, threads: threads + 1 }, backend)).toBeNull();
});

test.each([{ kernels: `other than ${kernels}` }, { threads: threads + 1 }])(
  'warns of a run computed with %o',
  (other) => {
    const told = { ...run, ...other };
    const what = `${told.kernels}, ${told.threads}`;
    expect(computedOtherwise(told, backend)).toBe(
      `It was computed with other kernels or threads (${what}), so the last decimals may differ from here on.`,
    );
    language.choice = 'ko';
    expect(computedOtherwise(told, backend)).toContain(`스레드 수(${what})`);
  },
);
