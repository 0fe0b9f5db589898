/**
 * One remembered choice per name. Storage may be missing, full or forbidden; then a choice lasts as long as the window.
 */

import { isNewer, migrate, type Versions } from '../../domain/migrate.ts';

const prefix = 'gatescope.';

/** One version for all choices. It is stored among them once there is a second version. */
const versions: Versions = { format: null, ups: [] };

/** The remembered choice if it is one of `allowed`, else `fallback`. */
export function readPreference<Choice extends string>(
  name: string,
  allowed: readonly Choice[],
  fallback: Choice,
): Choice {
  try {
    const stored = bringUp(localStorage) ? localStorage.getItem(prefix + name) : null;
    return allowed.find((choice) => choice === stored) ?? fallback;
  } catch {
    return fallback;
  }
}

export function writePreference(name: string, choice: string): void {
  try {
    if (bringUp(localStorage)) localStorage.setItem(prefix + name, choice);
  } catch {
    // The choice is in effect, only not remembered; no need to report that.
  }
}

/**
 * Migrates all choices to the newest version.
 * @returns false where a newer Gatescope stored them; they stay as they are
 */
export function bringUp(storage: Storage, known = versions): boolean {
  const number = storage.getItem(`${prefix}version`);
  const choices = Object.fromEntries(namesIn(storage).map((name) => [name, storage.getItem(prefix + name)]));
  const stored = { ...choices, version: number === null ? undefined : Number(number) };
  if (isNewer(known, stored)) return false;
  const present = migrate(known, stored);
  if (present === stored) return true;
  for (const name of Object.keys(choices)) storage.removeItem(prefix + name);
  for (const [name, choice] of Object.entries(present as Readonly<Record<string, unknown>>))
    storage.setItem(prefix + name, String(choice));
  return true;
}

function namesIn(storage: Storage): string[] {
  return Object.keys(storage).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
}
