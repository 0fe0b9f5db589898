/** The words of the main process: in the page's language, as far as it is known. */

import { english, type Texts } from './en.ts';
import { korean } from './ko.ts';

export type { Texts };
export type Locale = 'en' | 'ko';

/** @param systemLocale a BCP 47 tag, e.g. `ko-KR` */
export function localeOf(systemLocale: string): Locale {
  return systemLocale.startsWith('ko') ? 'ko' : 'en';
}

export function textsOf(locale: Locale): Texts {
  return locale === 'ko' ? korean : english;
}
