/**
 * The file format of own digits: JSON with one digit a line, its 784 bytes in base64. Text, so that people and other
 * programs can read it. Pure; `digit-store.ts` does the file access.
 */

import * as v from 'valibot';
import { pixelCount } from '../../domain/sequence.ts';
import { isNewer, migrate, stampEntries, stampOf, type Versions } from '../../domain/migrate.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import { whole } from '../../domain/values.ts';
import { limits } from '../../domain/limits/limits.ts';
import { base64Of, fromBase64 } from '../system/base64.ts';
import { sha256Hex } from '../system/sha256.ts';

export type PersonalDigit = {
  /** Derived from the pixels: equal images are one digit. */
  readonly id: string;
  /** [784] bytes. */
  readonly pixels: Uint8Array;
  /** 0 to 9: what the person says it is. */
  readonly label: number;
  /** The network's answer when it was kept; null: unknown. */
  readonly answer: number | null;
  /** Milliseconds since 1970. */
  readonly time: number;
};

const digit = whole(0, 9);

const pixels = v.pipe(
  v.string(),
  v.base64(),
  v.transform(fromBase64),
  v.check((bytes) => bytes.length === pixelCount),
);

const kept = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.check((time) => Number.isFinite(time)),
);

const versions = { format: 'gatescope-digits', ups: [] } as const satisfies Versions;

const fileSchema = v.object({
  ...stampEntries(versions),
  digits: v.pipe(
    v.array(v.object({ label: digit, answer: v.nullable(digit), kept, pixels })),
    v.maxLength(limits.maxDigits),
  ),
});

/** The id of an image of 784 bytes: a hash of its pixels. */
export function digitId(image: Uint8Array): string {
  return sha256Hex(image).slice(0, 16);
}

/**
 * @returns null for what {@link writeDigits} did not write, `newer` for what a later version did; the last of equal
 * images counts
 */
export function parseDigits(text: string): PersonalDigit[] | 'newer' | null {
  const json = parseJson(text);
  if (isNewer(versions, json)) return 'newer';
  const parsed = v.safeParse(fileSchema, migrate(versions, json), firstIssue);
  if (!parsed.success) return null;
  const digits = new Map<string, PersonalDigit>();
  for (const { label, answer, kept: time, pixels: image } of parsed.output.digits) {
    const id = digitId(image);
    digits.set(id, { id, pixels: image, label, answer, time });
  }
  return [...digits.values()];
}

/** The file's text. */
export function writeDigits(digits: readonly PersonalDigit[]): string {
  const lines = digits.map(({ label, answer, time, pixels: image }) =>
    JSON.stringify({
      label,
      answer,
      kept: new Date(time).toISOString(),
      pixels: base64Of(image),
    }),
  );
  const stamp = JSON.stringify(stampOf(versions)).slice(0, -1);
  return `${stamp},"digits":[\n${lines.join(',\n')}\n]}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
