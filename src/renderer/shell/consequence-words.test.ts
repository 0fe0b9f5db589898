import { afterEach, expect, test } from 'vitest';
import { language } from '../i18n/translate.svelte.ts';
import { consequenceInWords } from './consequence-words.ts';

afterEach(() => {
  language.choice = 'system';
});

test('says in both languages what happened to a run', () => {
  const saved = { kind: 'runSaved', reached: 1250, step: 1200 } as const;
  expect(consequenceInWords(saved)).toBe(
    'Your run was at step 1,250 and is saved at step 1,200. Resuming repeats the steps in between.',
  );
  expect(consequenceInWords({ kind: 'runLost', reached: 12 })).toContain('it is lost');
  language.choice = 'ko';
  expect(consequenceInWords(saved)).toContain('1,200스텝까지 저장');
  expect(consequenceInWords({ kind: 'runLost', reached: 12 })).toContain('사라졌습니다');
});
