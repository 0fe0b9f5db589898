/**
 * Versions of stored data and the steps between them. To change a form, add a step to the end of its list: older data
 * is migrated step by step and then read by the newest form's schema, the only one.
 */

import * as v from 'valibot';

export type Stored = Readonly<Record<string, unknown>>;

/**
 * Migrates data from one version to the next, except for the number itself. It refers to these two forms only, never to
 * today's, so that it stays correct when they change.
 */
export type Up = (stored: Stored) => Stored;

export type Versions = {
  /** The value of `format`; null: it has none, and its first version had no number. */
  readonly format: string | null;
  /** The first step leads from version 1 to 2, and so on. */
  readonly ups: readonly Up[];
};

/** The version that is written. */
export function newestOf({ ups }: Versions): number {
  return ups.length + 1;
}

/** The first entries of all that is written. */
export function stampOf<Format extends string>(versions: Versions & { readonly format: Format }) {
  return { format: versions.format, version: newestOf(versions) };
}

/** Schema entries for this version's {@link stampOf}. */
export function stampEntries<Format extends string>(versions: Versions & { readonly format: Format }) {
  return { format: v.literal(versions.format), version: v.literal(newestOf(versions)) };
}

/** @returns null for another format */
function versionIn({ format }: Versions, value: unknown): number | null {
  if (!isStored(value)) return null;
  if (format !== null && value.format !== format) return null;
  const { version } = value;
  if (format === null && version === undefined) return 1;
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : null;
}

/** Whether a value has named parts. */
export function isStored(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a later Gatescope stored this, so that it must be left unchanged. */
export function isNewer(versions: Versions, value: unknown): boolean {
  const version = versionIn(versions, value);
  return version !== null && version > newestOf(versions);
}

/**
 * @param value as stored, unchecked
 * @returns the value in its newest form, to be validated; unchanged if it is of another format, newer, or not of the
 * form of its version: the schema rejects all of these
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
