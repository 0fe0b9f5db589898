/** Counts tests from the JSON reports of vitest and Playwright. */

import { readFile } from 'node:fs/promises';

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

type Runner = 'vitest' | 'playwright';

/** The parts of both reports that count. */
type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
};
type PlaywrightReport = {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
};

/**
 * @param exitCode of the runner; if it is not 0 and no test failed, that counts as one failure
 * @throws Error when the runner wrote no report
 */
export async function readCounts(runner: Runner, path: string, exitCode: number): Promise<Counts> {
  const report: unknown = JSON.parse(
    await readFile(path, 'utf8').catch(() => {
      throw new Error(`${runner} ended with exit code ${exitCode} before it could report.`);
    }),
  );
  const counts = runner === 'vitest' ? ofVitest(report as VitestReport) : ofPlaywright(report as PlaywrightReport);
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function ofVitest(report: VitestReport): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

function ofPlaywright({ stats }: PlaywrightReport): Counts {
  // A flaky test passed when it was retried.
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** `12 passed, 0 failed`, and the skipped ones if any. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
