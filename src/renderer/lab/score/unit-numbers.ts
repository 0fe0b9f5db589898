/** Units as a person writes them: numbers from 1 and ranges, `3, 17-40`. */

/** @returns the units, from 0, each once and ascending; null where the text is anything else */
export function parseUnits(text: string, units: number): number[] | null {
  const found = new Set<number>();
  for (const part of text.split(/[\s,]+(?![-–])/).filter((each) => each !== '')) {
    const match = /^(\d+)(?:[-–](\d+))?$/.exec(part);
    if (!match) return null;
    const first = Number(match[1]);
    const last = Number(match.at(2) ?? match[1]);
    if (first < 1 || last > units || last < first) return null;
    for (let unit = first; unit <= last; unit++) found.add(unit - 1);
  }
  return [...found].sort((a, b) => a - b);
}
