/** The languages of the app: English and Korean, which have every text, and one for each file of `languages/`. */

import { catalogues, flatten } from './catalogue/index.ts';
import type { LanguageFile } from './catalogue/language-file.ts';
import { imageWords } from './image-words.ts';

export type KnownLanguage = {
  /** BCP 47, the name of its file: `ja`. */
  readonly code: string;
  readonly name: string;
  readonly isDraft: boolean;
  /** By `namespace.key`. */
  readonly texts: Readonly<Record<string, string>>;
  readonly images: LanguageFile['images'];
  readonly declared: Readonly<Record<string, string | undefined>>;
};

type Files = Readonly<Record<string, { readonly language: LanguageFile }>>;

const whole = { isDraft: false, declared: {} };

/** @param files by their paths; tests pass their own */
export function languagesFrom(files: Files): readonly KnownLanguage[] {
  return [
    { code: 'en', name: 'English', texts: catalogues.en, images: imageWords.en, ...whole },
    { code: 'ko', name: '한국어', texts: catalogues.ko, images: imageWords.ko, ...whole },
    ...Object.entries(files).map(([path, { language }]) => {
      const code = path.replace(/^.*\/|\.ts$/g, '');
      const { texts, declared = {}, ...rest } = language;
      return { code, ...rest, texts: flatten(texts), declared };
    }),
  ];
}

export const languages = languagesFrom(import.meta.glob('./languages/*.ts', { eager: true }));
