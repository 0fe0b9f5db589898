/** @returns a name or path as it may stand in a sentence: what breaks lines, moves a cursor or is no letter is replaced */
export function inOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '\uFFFD');
}

/** The longest name that is repeated: it may be anybody's. */
const longestName = 40;

/** Likewise of one that may be long: its beginning. */
export function shortened(name: string): string {
  const visible = inOneLine(name);
  return visible.length > longestName ? `${visible.slice(0, longestName)}…` : visible;
}

/** Names that stand in a sentence together: each once, and of many the first two. */
export function fewNames(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, 2).map(shortened);
  const more = distinct.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(' and ');
}
