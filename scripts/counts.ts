/** What the JSON reports of vitest and Playwright say: how many tests passed, and which did not at once. */

import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { root } from './run.ts';

/** A test that failed, or did at its first try. */
export type Failure = { readonly name: string; readonly message: string };

export type Outcome = {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
  /** Those that passed at a second try; counted as passed. */
  readonly flaky: readonly Failure[];
};

type Runner = 'vitest' | 'playwright';

/** The parts of both reports that are read. */
type VitestReport = {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      /** Also of the first try of a test that passed at its second. */
      readonly failureMessages: readonly string[];
    }[];
  }[];
};
type PlaywrightSuite = {
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
};
type PlaywrightReport = {
  readonly stats: { readonly expected: number; readonly flaky: number; readonly skipped: number };
  readonly suites: readonly PlaywrightSuite[];
};

export const nothing: Outcome = { passed: 0, skipped: 0, failures: [], flaky: [] };

/** A step that failed without any test. */
export function failedStep(name: string, message: string): Outcome {
  return { ...nothing, failures: [{ name, message }] };
}

/**
 * @param exitCode of the runner; if it is not 0 and no test failed, that counts as one failure
 * @throws Error when the runner wrote no report
 */
export async function readOutcome(runner: Runner, path: string, exitCode: number): Promise<Outcome> {
  const report: unknown = JSON.parse(
    await readFile(path, 'utf8').catch(() => {
      throw new Error(`${runner} ended with exit code ${exitCode} before it could report.`);
    }),
  );
  const outcome = runner === 'vitest' ? ofVitest(report as VitestReport) : ofPlaywright(report as PlaywrightReport);
  if (exitCode === 0 || outcome.failures.length > 0) return outcome;
  const { failures } = failedStep(runner, `It ended with exit code ${exitCode}, though none of its tests failed.`);
  return { ...outcome, failures };
}

function ofVitest({ numPassedTests, numPendingTests, numTodoTests, testResults }: VitestReport): Outcome {
  const notAtOnce = (status: string) =>
    testResults.flatMap(({ name: path, assertionResults }) =>
      assertionResults
        .filter((test) => test.status === status && test.failureMessages.length > 0)
        .map((test) => ({
          name: `${relative(root, path)} › ${test.fullName}`,
          message: test.failureMessages[0] ?? '',
        })),
    );
  return {
    passed: numPassedTests,
    skipped: numPendingTests + numTodoTests,
    failures: notAtOnce('failed'),
    flaky: notAtOnce('passed'),
  };
}

function ofPlaywright({ stats, suites }: PlaywrightReport): Outcome {
  const specs = suites.flatMap(specsOf);
  const notAtOnce = (status: string) =>
    specs.flatMap(({ title, file, tests }) =>
      tests
        .filter((test) => test.status === status)
        .map(({ results }) => ({
          name: `${file} › ${title}`,
          message: results.find(({ error }) => error)?.error?.message ?? '',
        })),
    );
  return {
    passed: stats.expected + stats.flaky,
    skipped: stats.skipped,
    failures: notAtOnce('unexpected'),
    flaky: notAtOnce('flaky'),
  };
}

function specsOf({ specs, suites = [] }: PlaywrightSuite): PlaywrightSuite['specs'] {
  return [...specs, ...suites.flatMap(specsOf)];
}

export function addOutcomes(a: Outcome, b: Outcome): Outcome {
  return {
    passed: a.passed + b.passed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
    flaky: [...a.flaky, ...b.flaky],
  };
}

/** What failed, what passed only at a second try, and as the last line `12 passed, 0 failed`, and the skipped if any. */
export function summary({ passed, skipped, failures, flaky }: Outcome): string {
  const skippedToo = skipped > 0 ? `, ${skipped} skipped` : '';
  return [
    ...listed('Failed:', failures),
    ...listed('Passed at a second try:', flaky),
    `${passed} passed, ${failures.length} failed${skippedToo}`,
  ].join('\n');
}

/** The lines of a message that say what was wrong; the whole stands in the step's own output. */
const shownLines = 12;

function listed(title: string, tests: readonly Failure[]): string[] {
  if (tests.length === 0) return [];
  const indent = (text: string) =>
    text
      .split('\n')
      .slice(0, shownLines)
      .map((line) => `    ${line}`);
  return [title, ...tests.flatMap(({ name, message }) => [`  ${name}`, ...indent(message)]), ''];
}
