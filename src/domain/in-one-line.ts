import { limits } from './limits/limits.ts';

/** @returns a name or path that is safe in a sentence: line breaks, cursor movements and non-letters are replaced */
export function inOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '\uFFFD');
}

/** The same, shortened to its beginning. */
export function shortened(name: string): string {
  const visible = inOneLine(name);
  return visible.length > limits.maxQuotedNameCharacters
    ? `${visible.slice(0, limits.maxQuotedNameCharacters)}…`
    : visible;
}

/** Names listed in a sentence: each once, and of many the first two. */
export function fewNames(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, 2).map(shortened);
  const more = distinct.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(' and ');
}
