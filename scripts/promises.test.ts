// docs/promises.md numbers the promises and lists the tests that hold them; the first line of each of those names the
// numbers.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './run.ts';

/** One promise: its number and the test files listed beneath it, by name or by the end of their path. */
type Promised = { readonly number: number; readonly tests: readonly string[] };

const text = readFileSync(join(root, 'docs/promises.md'), 'utf8');

const testFiles = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'scripts', 'e2e'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\.(test|spec)\.ts$/.test(path));

/** The paragraphs that begin with `**P…**`, and the list behind `Tests:` in each. */
function promisesIn(markdown: string): readonly Promised[] {
  return markdown.split(/\n\s*\n/).flatMap((paragraph) => {
    const number = /^\*\*P(\d+)\*\*/.exec(paragraph)?.[1];
    if (number === undefined) return [];
    const list = /^Tests: ([^]*)$/m.exec(paragraph)?.[1] ?? '';
    return [{ number: Number(number), tests: [...list.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name) }];
  });
}

/** The test files of the repository that a listed name may mean. */
function filesNamed(name: string): readonly string[] {
  return testFiles.filter((path) => `/${path}`.endsWith(`/${name}`));
}

/** The numbers on a test file's first line, `// Holds P1, P10.`. */
function heldBy(path: string): readonly number[] {
  const [first = ''] = readFileSync(join(root, path), 'utf8').split('\n', 1);
  const list = /^\/\/ Holds (P\d+(?:, P\d+)*)\.$/.exec(first)?.[1];
  return list === undefined ? [] : list.split(', ').map((number) => Number(number.slice(1)));
}

const promises = promisesIn(text);

test('numbers the promises from P1 without a gap', () => {
  expect(promises.length).toBeGreaterThan(40);
  expect(promises.map(({ number }) => number)).toEqual(promises.map((_, index) => index + 1));
});

test('lists at least one test for each promise, and each is one file', () => {
  expect(promises.filter(({ tests }) => tests.length === 0)).toEqual([]);
  const unclear = promises.flatMap(({ tests }) => tests).filter((name) => filesNamed(name).length !== 1);
  expect(unclear).toEqual([]);
});

test('is named by exactly the tests that it lists', () => {
  const listed = promises.flatMap(({ number, tests }) =>
    tests.flatMap(filesNamed).map((path) => `P${String(number)} ${path}`),
  );
  const held = testFiles.flatMap((path) => heldBy(path).map((number) => `P${String(number)} ${path}`));

  expect(held.toSorted()).toEqual(listed.toSorted());
});

test('keeps lines within 160 characters', () => {
  expect(text.split('\n').filter((line) => line.length > 160)).toEqual([]);
});
