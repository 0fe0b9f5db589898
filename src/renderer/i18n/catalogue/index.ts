/**
 * All texts, one flat map a language: `namespace.key` → text. The type of a key follows from the English catalogue. A text
 * that counts something has a form for each plural of its language, as i18next reads them: `key_one` and `key_other` in
 * English, `key_other` in Korean.
 */

import * as en from './en/index.ts';
import * as ko from './ko/index.ts';

/** The languages that have every text. `i18n/languages` has others. */
export type Language = 'en' | 'ko';

type Namespaces = typeof en;
type Name = { [Name in keyof Namespaces]: `${Name}.${keyof Namespaces[Name] & string}` }[keyof Namespaces];

/** Of a text that takes a `count` and has plurals. */
export type CountedKey = Name extends infer Each ? (Each extends `${infer Key}_other` ? Key : never) : never;

/** Of a text that is one text. */
export type MessageKey = Exclude<Name, `${CountedKey}_${'one' | 'other'}`>;

export const catalogues: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: flatten(en),
  ko: flatten(ko),
};

/** @param namespaces texts by namespace and key; a text that is left out is none */
export function flatten(
  namespaces: Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(namespaces).flatMap(([name, texts]) =>
      Object.entries(texts ?? {}).flatMap(([key, text]) => (text === undefined ? [] : [[`${name}.${key}`, text]])),
    ),
  );
}
