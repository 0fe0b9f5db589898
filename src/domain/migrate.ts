/**
 * Versions of what is stored, and the way from each to the next. A form is changed by one more step at the end of its list: what was
 * stored before is brought up step by step and then read by the one schema there is, that of the newest form.
 */

import * as v from 'valibot';

export type Stored = Readonly<Record<string, unknown>>;

/**
 * Brings what is stored from one version to the next, the number itself aside. It knows these two forms alone, and never those of
 * today, so that it stays right when they change.
 */
export type Up = (stored: Stored) => Stored;

export type Versions = {
  /** What its `format` says; null: it has none, and had no number in its first version. */
  readonly format: string | null;
  /** The first step leads from version 1 to 2, and so on. */
  readonly ups: readonly Up[];
};

/** The version that is written. */
export function newestOf({ ups }: Versions): number {
  return ups.length + 1;
}

/** What stands first in all that is written. */
export function stampOf<Format extends string>(versions: Versions & { readonly format: Format }) {
  return { format: versions.format, version: newestOf(versions) };
}

/** Of an object: its {@link stampOf}, and no other version's. */
export function stampEntries<Format extends string>(versions: Versions & { readonly format: Format }) {
  return { format: v.literal(versions.format), version: v.literal(newestOf(versions)) };
}

/** @returns null for what is not of this format */
function versionIn({ format }: Versions, value: unknown): number | null {
  if (!isStored(value)) return null;
  if (format !== null && value.format !== format) return null;
  const { version } = value;
  if (format === null && version === undefined) return 1;
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : null;
}

function isStored(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a later Gatescope has stored this: it is to be left as it is. */
export function isNewer(versions: Versions, value: unknown): boolean {
  const version = versionIn(versions, value);
  return version !== null && version > newestOf(versions);
}

/**
 * @param value as it was stored, unchecked
 * @returns the same in the newest form, to be checked; as it is where it is of another format, newer, or not of the form that its
 * number says, so that a step cannot take it: the schema refuses all of these
 */
export function migrate(versions: Versions, value: unknown): unknown {
  const version = versionIn(versions, value);
  const newest = newestOf(versions);
  if (version === null || version >= newest) return value;
  try {
    const stored = versions.ups.slice(version - 1).reduce((before, up) => up(before), value as Stored);
    return { ...stored, version: newest };
  } catch {
    return value;
  }
}
