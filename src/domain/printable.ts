/** What comes from outside, such as a file's name, made fit for a terminal: nothing in it moves the cursor or breaks the line. */

const longestQuote = 120;

/** @param text may have several lines of its own; what is quoted in it does not */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]|[\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}

/** What another program sent, in one line of at most so many characters. */
export function printableExcerpt(text: string, most = 200): string {
  return printable(text.slice(0, most).replaceAll('\n', '\uFFFD')) + (text.length > most ? '…' : '');
}

/** Also without breaks of the line, and with long quotations cut off: a sentence about an argument. */
export function printableLine(text: string): string {
  const cut = text.replaceAll(/'([^']*)'/g, (all, quoted: string) =>
    quoted.length > longestQuote ? `'${quoted.slice(0, longestQuote)}…'` : all,
  );
  return printable(cut.replaceAll('\n', '\uFFFD'));
}
