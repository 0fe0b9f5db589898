/** @returns a name or path as it may stand in a sentence: what breaks lines, moves a cursor or is no letter is replaced */
export function inOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '\uFFFD');
}
