/** Makes outside text, such as a file name, safe for a terminal: nothing in it moves the cursor or breaks the line. */

import { limits } from './limits/limits.ts';

/** @param text may have several lines; quoted parts may not */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]|[\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}

/** Another program's message in one line of at most this many characters. */
export function printableExcerpt(text: string, most = 200): string {
  return printable(text.slice(0, most).replaceAll('\n', '\uFFFD')) + (text.length > most ? '…' : '');
}

/** Also without line breaks, and with long quotations shortened: a sentence about an argument. */
export function printableLine(text: string): string {
  const cut = text.replaceAll(/'([^']*)'/g, (all, quoted: string) =>
    quoted.length > limits.maxQuoteCharacters ? `'${quoted.slice(0, limits.maxQuoteCharacters)}…'` : all,
  );
  return printable(cut.replaceAll('\n', '\uFFFD'));
}
