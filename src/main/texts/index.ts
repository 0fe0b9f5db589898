/** The words of the main process: in the page's language, as far as it is known and they have been translated; else in English. */

import { english, type Texts } from './en.ts';
import { korean } from './ko.ts';

export type { Texts };
/** The languages to choose from while there is no page. */
export const ownLanguages = [
  { code: 'en', name: 'English' },
  { code: 'ko', name: '한국어' },
];

/** @param systemLocale a BCP 47 tag, e.g. `ko-KR` */
export function localeOf(systemLocale: string): string {
  return systemLocale.startsWith('ko') ? 'ko' : 'en';
}

/** @param locale the code of a language */
export function textsOf(locale: string): Texts {
  return locale === 'ko' ? korean : english;
}
