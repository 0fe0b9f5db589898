/**
 * What a file of `i18n/languages` holds: one language more, with as many of the texts as somebody has translated. The type knows
 * every text there is; what a file lacks is shown in English.
 */

import type * as en from './en/index.ts';

/** As `Intl.PluralRules` tells them apart; a language has those of them that it needs. */
type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

type FormsOf<Key> = Key extends `${infer Counted}_other` ? `${Counted}_${PluralForm}` : Key;

type Namespaces = typeof en;

/** Texts of one part of the catalogue. */
export type TextsOf<Name extends keyof Namespaces> = Readonly<
  Partial<Record<FormsOf<keyof Namespaces[Name]> & string, string>>
>;

/** The words for images and classes, see `i18n/image-words.ts`. */
export type ImageWords = Readonly<Record<'image' | 'images' | 'Image' | 'Images' | 'class' | 'classes', string>>;

export type LanguageFile = {
  /** What the choice of languages calls it, in the language itself. */
  readonly name: string;
  /** Whether no native speaker has read it yet: then its name says so, and only a person chooses it. */
  readonly isDraft: boolean;
  /** For MNIST's digits, and for images of other data sets. */
  readonly images: Readonly<Record<'mnist' | 'other', ImageWords>>;
  readonly texts: { readonly [Name in keyof Namespaces]?: TextsOf<Name> };
  /** Of texts that are declared where they are used, such as a chart's name, by the English ones. */
  readonly declared?: Readonly<Record<string, string>>;
};
