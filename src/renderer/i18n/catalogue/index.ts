/** All texts, one flat map a language: `namespace.key` → text. The type of a key follows from the English catalogue. */

import * as en from './en/index.ts';
import * as ko from './ko/index.ts';

export type Language = 'en' | 'ko';

type Namespaces = typeof en;
export type MessageKey = { [Name in keyof Namespaces]: `${Name}.${keyof Namespaces[Name] & string}` }[keyof Namespaces];

export const catalogues: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: flatten(en),
  ko: flatten(ko),
};

function flatten(namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(namespaces).flatMap(([name, texts]) =>
      Object.entries(texts).map(([key, text]) => [`${name}.${key}`, text]),
    ),
  );
}
