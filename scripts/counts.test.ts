import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addOutcomes, failedStep, readOutcome, summary } from './counts.ts';
import { root } from './run.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-counts-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function report(content: unknown): Promise<string> {
  const path = join(folder, 'report.json');
  await writeFile(path, JSON.stringify(content));
  return path;
}

const passing = { fullName: 'passes', status: 'passed', failureMessages: [] };
const failing = {
  fullName: 'adds two numbers',
  status: 'failed',
  failureMessages: ['expected 5 to be 4\n  at a.ts:1'],
};
const late = { fullName: 'waits for an engine', status: 'passed', failureMessages: ['timed out'] };
const vitest = {
  numPassedTests: 10,
  numPendingTests: 1,
  numTodoTests: 3,
  testResults: [{ name: join(root, 'src/a.test.ts'), assertionResults: [passing, failing, late] }],
};

function spec(title: string, status: string, ...messages: string[]) {
  const results = [...messages.map((message) => ({ error: { message } })), {}];
  return { title, file: 'draw.spec.ts', tests: [{ status, results }] };
}
const playwright = {
  stats: { expected: 5, flaky: 1, skipped: 4 },
  suites: [
    {
      specs: [spec('draws', 'expected'), spec('skips', 'skipped')],
      suites: [{ specs: [spec('undoes', 'unexpected', 'no stroke'), spec('answers', 'flaky', 'no answer')] }],
    },
  ],
};

test('adds up tests of vitest and Playwright, flaky ones as passed, todo ones as skipped, and names what failed', async () => {
  const first = await readOutcome('vitest', await report(vitest), 1);
  const second = await readOutcome('playwright', await report(playwright), 1);

  expect(summary(addOutcomes(first, second)).split('\n')).toEqual([
    'Failed:',
    '  src/a.test.ts › adds two numbers',
    '    expected 5 to be 4',
    '      at a.ts:1',
    '  draw.spec.ts › undoes',
    '    no stroke',
    '',
    'Passed at a second try:',
    '  src/a.test.ts › waits for an engine',
    '    timed out',
    '  draw.spec.ts › answers',
    '    no answer',
    '',
    '16 passed, 2 failed, 8 skipped',
  ]);
});

test('counts a file that could not be loaded as a failure', async () => {
  const path = await report({ numPassedTests: 10, numPendingTests: 0, numTodoTests: 0, testResults: [] });

  expect(summary(await readOutcome('vitest', path, 1))).toMatch(
    /^Failed:\n {2}vitest\n.*exit code 1.*\n\n10 passed, 1 failed$/,
  );
  expect(summary(await readOutcome('vitest', path, 0))).toBe('10 passed, 0 failed');
});

test('counts a step without tests by whether it failed', () => {
  expect(summary(failedStep('Format', 'exit code 1'))).toBe('Failed:\n  Format\n    exit code 1\n\n0 passed, 1 failed');
});

test('names a runner that wrote no report', async () => {
  await expect(readOutcome('playwright', join(folder, 'missing.json'), 127)).rejects.toThrow(
    'playwright ended with exit code 127 before it could report.',
  );
});
