/** Runs scans, reports their findings and counts them. */

import { complaints, readReasons, type ScanResult } from './findings.ts';

export type Scan = {
  readonly name: string;
  readonly make: () => Promise<ScanResult>;
  /** Whether a finding may be explained in `reasons.json`. */
  readonly explained?: boolean;
};

export type ScanCounts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** @param tell gets a line for each scan and for each complaint */
export async function scanAll(scans: readonly Scan[], tell: (line: string) => void): Promise<ScanCounts> {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, make, explained = false } of scans) {
    const result = await make();
    if ('skipped' in result) {
      tell(`${name}: skipped. ${result.skipped}`);
      total.skipped++;
      continue;
    }
    const wrong = complaints(result.findings, explained ? await readReasons() : []);
    tell(`${name}: ${result.findings.length} found, ${wrong.length} to fix.`);
    for (const line of wrong) tell(`  ${line}`);
    total[wrong.length === 0 ? 'passed' : 'failed']++;
  }
  return total;
}
