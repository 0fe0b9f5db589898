/**
 * `npm run how-many [-- setting message …]`: adds a made-up one to a scratch copy, as CONTRIBUTING says, and counts the
 * files touched until types, components and tests pass. Exits with 1 where that takes too many files, where
 * CONTRIBUTING names others, or where something fails.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../run.ts';
import type { Addition } from './addition.ts';
import { additions } from './additions.ts';
import { namedFiles } from './named-files.ts';
import { makeScratch } from './scratch.ts';

const all: Readonly<Record<string, Addition>> = additions;
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in all));
if (unknown.length > 0) throw new Error(`Name one of: ${Object.keys(all).join(', ')}.`);

const contributing = await readFile(join(root, 'CONTRIBUTING.md'), 'utf8');

for (const name of wanted.length > 0 ? wanted : Object.keys(all)) {
  const complaint = await tryOut(name, all[name]);
  if (complaint === null) continue;
  process.exitCode = 1;
  console.error(complaint);
}

/** @returns what is wrong, or null */
async function tryOut(name: string, { heading, names, make, maxFiles, tests }: Addition): Promise<string | null> {
  const scratch = await makeScratch();
  try {
    await make(scratch.edit);
    const touched = scratch.touched();
    console.log(`${name}: ${touched.length} files (at most ${maxFiles}): ${touched.join(', ')}`);
    if (touched.length > maxFiles) return `A ${name} takes ${touched.length} files.`;
    const named = namedFiles(contributing, heading, names);
    if (String(named) !== String(touched)) return `CONTRIBUTING names other files: ${named.join(', ')}.`;
    return (
      (await scratch.run(['typescript', 'bin', 'tsc'], ['--noEmit'])) ??
      (await scratch.run(['svelte-check', 'bin', 'svelte-check'], ['--tsconfig', './tsconfig.json'])) ??
      (await scratch.run(['vitest', 'vitest.mjs'], ['run', '--project', 'unit', ...tests]))
    );
  } finally {
    await scratch.remove();
  }
}
