/** The words of docs/glossary.md, and those that it forbids. */

import { readFileSync } from 'node:fs';
import type { Language } from '../catalogue/index.ts';

const columns = 6;

type Term = { readonly en: string; readonly ko: string; readonly not: Readonly<Record<Language, readonly string[]>> };

/** The rows of all tables with the six columns of a term. */
function termsIn(markdown: string): readonly Term[] {
  return markdown.split('\n').flatMap((line) => {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const [en = '', ko = '', , , notEnglish = '', notKorean = ''] = cells;
    if (cells.length !== columns || en === 'term (en)' || /^[-: ]+$/.test(en)) return [];
    return [{ en, ko, not: { en: listed(notEnglish), ko: listed(notKorean) } }];
  });
}

function listed(cell: string): readonly string[] {
  return cell.split(', ').filter((word) => word !== '');
}

/** Matches whole words; Korean nouns take particles, so there only the beginning counts. */
export function wholeWord(word: string, language: Language): RegExp {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return language === 'en'
    ? new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, 'iu')
    : new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}`, 'u');
}

export const terms = termsIn(readFileSync('docs/glossary.md', 'utf8'));

export const forbidden = (language: Language): readonly string[] => terms.flatMap(({ not }) => not[language]);

/** @returns the forbidden words in each text, by its name */
export function forbiddenIn(texts: Readonly<Record<string, string>>, language: Language): readonly string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    forbidden(language)
      .filter((word) => wholeWord(word, language).test(text.replaceAll('*', '')))
      .map((word) => `${key}: ${word}`),
  );
}
