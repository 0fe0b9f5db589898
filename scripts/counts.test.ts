import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCounts, countsLine, readCounts } from './counts.ts';

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

test('adds up tests of vitest and Playwright, flaky ones as passed, todo ones as skipped', async () => {
  const vitest = { numPassedTests: 10, numFailedTests: 2, numPendingTests: 1, numTodoTests: 3 };
  const playwright = { stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 4 } };
  const first = await readCounts('vitest', await report(vitest), 1);
  const second = await readCounts('playwright', await report(playwright), 1);

  expect(countsLine(addCounts(first, second))).toBe('17 passed, 3 failed, 8 skipped');
});

test('counts a file that could not be loaded as a failure', async () => {
  const path = await report({ numPassedTests: 10, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 });

  expect(countsLine(await readCounts('vitest', path, 1))).toBe('10 passed, 1 failed');
  expect(countsLine(await readCounts('vitest', path, 0))).toBe('10 passed, 0 failed');
});

test('names a runner that wrote no report', async () => {
  await expect(readCounts('playwright', join(folder, 'missing.json'), 127)).rejects.toThrow(
    'playwright ended with exit code 127 before it could report.',
  );
});
