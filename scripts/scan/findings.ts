/** Compares a scan's findings with those for which a reason is written down. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

export type Finding = {
  /** Name of the rule, or of the advisory. */
  readonly rule: string;
  /** The file, or the package. */
  readonly where: string;
  readonly message: string;
};

/** Result of a scan; one that could not run says why. */
export type ScanResult = { readonly findings: readonly Finding[] } | { readonly skipped: string };

const reasonSchema = v.strictObject({
  rule: v.string(),
  where: v.string(),
  reason: v.pipe(v.string(), v.minLength(20)),
});

/** Why a finding is acceptable, for as long as it is found. */
export type Reason = v.InferOutput<typeof reasonSchema>;

/** Those of `reasons.json` beside this file. */
export async function readReasons(): Promise<readonly Reason[]> {
  return v.parse(v.array(reasonSchema), JSON.parse(await readFile(join(import.meta.dirname, 'reasons.json'), 'utf8')));
}

/** A line for each finding without a reason, and for each reason without a finding. */
export function complaints(findings: readonly Finding[], reasons: readonly Reason[]): string[] {
  const isSame = (a: { rule: string; where: string }, b: { rule: string; where: string }) =>
    a.rule === b.rule && a.where === b.where;
  const unexplained = findings.filter((finding) => !reasons.some((reason) => isSame(finding, reason)));
  const idle = reasons.filter((reason) => !findings.some((finding) => isSame(finding, reason)));
  return [
    ...unexplained.map(({ rule, where, message }) => `${rule} in ${where}: ${message}`),
    ...idle.map(({ rule, where }) => `${rule} in ${where} is no longer found: remove its reason from reasons.json.`),
  ];
}
