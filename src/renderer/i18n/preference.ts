/** One remembered choice per name. Storage may be missing, full or forbidden: then a choice lasts as long as the window. */

const prefix = 'gatescope.';

/** The remembered choice if it is one of `allowed`, else `fallback`. */
export function readPreference<Choice extends string>(
  name: string,
  allowed: readonly Choice[],
  fallback: Choice,
): Choice {
  try {
    const stored = localStorage.getItem(prefix + name);
    return allowed.find((choice) => choice === stored) ?? fallback;
  } catch {
    return fallback;
  }
}

export function writePreference(name: string, choice: string): void {
  try {
    localStorage.setItem(prefix + name, choice);
  } catch {
    // Nothing to tell: the choice is in effect, only not remembered.
  }
}
