/** A digit key, which chooses what the decoder writes. */

/** The digit that was typed, taken from the page; null for another key, and with a modifier, which belongs to the app. */
export function typedDigit(event: KeyboardEvent): number | null {
  if (event.altKey || event.ctrlKey || event.metaKey || !/^[0-9]$/.test(event.key)) return null;
  event.preventDefault();
  return Number(event.key);
}
