/**
 * Texts in the person's language. `t` reads the reactive language, so markup that calls it updates when the language
 * changes. The catalogues hold the words; `format.ts` writes the numbers.
 */

import { createInstance } from 'i18next';
import { areDigits } from './class-names.svelte.ts';
import { readPreference, writePreference } from './preference.ts';
import { catalogues, type CountedKey, type Language, type MessageKey } from './catalogue/index.ts';
import { imageWords } from './image-words.ts';
import { limitWords } from './limit-words.ts';
import { rememberTexts } from './remember-texts.ts';

export type { MessageKey };

export type LanguageChoice = 'system' | Language;

const choices = ['system', 'en', 'ko'] as const satisfies readonly LanguageChoice[];
const preferenceName = 'language';

/** A test that asks for a text that there is not, or leaves a gap in one, fails; a person reads on. */
const isTest = import.meta.env.MODE === 'test';

function fail(what: string): never {
  throw new Error(`No text for ${what}.`);
}

const i18n = createInstance();
void i18n.init({
  initAsync: false,
  lng: 'en',
  fallbackLng: 'en',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  ...(isTest && {
    parseMissingKeyHandler: fail,
    missingInterpolationHandler: (text: string, [gap]: readonly string[]) => fail(`${gap} in “${text}”`),
  }),
  resources: { en: { translation: catalogues.en }, ko: { translation: catalogues.ko } },
});

/** The first of the system's languages that has a catalogue, else English. */
export function pickLanguage(systemLanguages: readonly string[]): Language {
  for (const tag of systemLanguages) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'en' || primary === 'ko') return primary;
  }
  return 'en';
}

let choice = $state(readPreference(preferenceName, choices, 'system'));
let system = $state<Language>('en');

/** Follows the system's languages, now and whenever they change. */
export function followSystemLanguage(): void {
  const learn = () => {
    system = pickLanguage(navigator.languages);
  };
  addEventListener('languagechange', learn);
  learn();
}

/** The language in use; assigning `choice` stores it. */
export const language = {
  get choice(): LanguageChoice {
    return choice;
  },
  set choice(next: LanguageChoice) {
    choice = next;
    writePreference(preferenceName, next);
  },
  get resolved(): Language {
    return choice === 'system' ? system : choice;
  },
};

const remembered = rememberTexts();

type Gaps = Readonly<Record<string, string | number>>;

/** The text of `key` with its `{{gaps}}` filled; `image-words.ts` (fit for the shown images) and `limit-words.ts` fill theirs. */
export function t(key: MessageKey, gaps?: Gaps): string;
/** In the form that the language has for `count` of them. */
export function t(key: MessageKey | CountedKey, gaps: Gaps & { readonly count: number }): string;
export function t(key: MessageKey | CountedKey, gaps: Gaps = {}): string {
  const images = areDigits() ? 'mnist' : 'other';
  const lng = language.resolved;
  return remembered(`${lng} ${images} ${key} ${JSON.stringify(gaps)}`, () =>
    i18n.t(key, { ...limitWords[lng], ...imageWords[lng][images], ...gaps, lng }),
  );
}

/** A text that is declared where it is used, in both languages, rather than in the catalogues. */
export type Text = Readonly<Record<Language, string>>;

/** As {@link t}. */
export function textOf(text: Text, gaps: Gaps = {}): string {
  const lng = language.resolved;
  const images = imageWords[lng][areDigits() ? 'mnist' : 'other'];
  return i18n.services.interpolator.interpolate(text[lng], { ...images, ...gaps }, lng, {});
}
