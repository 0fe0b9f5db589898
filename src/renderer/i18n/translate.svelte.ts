/**
 * Texts in the person's language. `t` reads the reactive language, so markup that calls it updates when the language
 * changes. The catalogues hold the words; `format.ts` writes the numbers.
 */

import { createInstance } from 'i18next';
import { areDigits } from './class-names.svelte.ts';
import { readPreference, writePreference } from './preference.ts';
import type { CountedKey, Language, MessageKey } from './catalogue/index.ts';
import { type KnownLanguage, languages } from './languages.ts';
import { limitWords } from './limit-words.ts';
import { rememberTexts } from './remember-texts.ts';

export type { MessageKey };

const english = languages[0];
const byCode: ReadonlyMap<string, KnownLanguage> = new Map(languages.map((each) => [each.code, each]));

/** `system`, or the code of a language. */
export const languageChoices: readonly string[] = ['system', ...byCode.keys()];
const preferenceName = 'language';

/** A test that asks for a text that there is not, or leaves a gap in one, fails; a person reads on. */
const isTest = import.meta.env.MODE === 'test';

function fail(what: string): never {
  throw new Error(`No text for ${what}.`);
}

const i18n = createInstance();
void i18n.init({
  initAsync: false,
  lng: english.code,
  fallbackLng: english.code,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  ...(isTest && {
    parseMissingKeyHandler: fail,
    missingInterpolationHandler: (text: string, [gap]: readonly string[]) => fail(`${gap} in “${text}”`),
  }),
  resources: Object.fromEntries(languages.map(({ code, texts }) => [code, { translation: texts }])),
});

/** The first of the system's languages that the app has, drafts aside; else English. */
export function pickLanguage(systemLanguages: readonly string[]): string {
  for (const tag of systemLanguages) {
    const primary = tag.toLowerCase().split('-')[0];
    if (byCode.get(primary)?.isDraft === false) return primary;
  }
  return english.code;
}

let choice = $state(readPreference(preferenceName, languageChoices, 'system'));
let system = $state(english.code);

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
  get choice(): string {
    return choice;
  },
  set choice(next: string) {
    if (!languageChoices.includes(next)) return;
    choice = next;
    writePreference(preferenceName, next);
  },
  get resolved(): string {
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
  const { code, images: words } = languageOf(key);
  return remembered(`${code} ${images} ${key} ${JSON.stringify(gaps)}`, () =>
    i18n.t(key, { ...limitWords[code], ...words[images], ...gaps, lng: code }),
  );
}

function present(): KnownLanguage {
  return byCode.get(language.resolved) ?? english;
}

/** The present language if it has this text, else English: so no sentence has words of two languages. */
function languageOf(key: string): KnownLanguage {
  const chosen = present();
  return key in chosen.texts || `${key}_other` in chosen.texts ? chosen : english;
}

/** A text that is declared where it is used, in both languages that have every text, rather than in the catalogues. */
export type Text = Readonly<Record<Language, string>>;

/** As {@link t}. */
export function textOf(text: Text, gaps: Gaps = {}): string {
  const { code, images, declared } = present();
  const own = code in text ? text[code as Language] : declared[text.en];
  const shown = own === undefined ? english : { code, images };
  const words = shown.images[areDigits() ? 'mnist' : 'other'];
  return i18n.services.interpolator.interpolate(own ?? text.en, { ...words, ...gaps }, shown.code, {});
}
