import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './run.ts';

type Lockfile = { readonly packages: Readonly<Record<string, { optionalDependencies?: Record<string, string> }>> };

// `npm ci` refuses a lock file that leaves out what only another system needs.
test('the lock file knows the packages that every system needs', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
  const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
  const wanted = Object.values(packages).flatMap((found) => Object.keys(found.optionalDependencies ?? {}));

  expect(wanted).toContain('fsevents');
  expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
});
