/** Looks for words in the code that is shipped, comments and templates included. */

import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { root } from './built.ts';

/** What the app consists of, source and built; tests and their fakes left out. */
const everything = [
  join(root, 'src', 'main'),
  join(root, 'src', 'preload'),
  join(root, 'src', 'renderer'),
  join(root, 'out', 'main', 'main.js'),
  join(root, 'out', 'preload'),
  join(root, 'out', 'renderer'),
];

const kinds = new Set(['.ts', '.svelte', '.html', '.js', '.cjs', '.css', '.svg']);

/**
 * Each occurrence as `path: text`.
 * @param pattern with the flag g
 * @param places files and folders; by default all of the desktop app
 */
export async function findInShippedCode(pattern: RegExp, places: readonly string[] = everything): Promise<string[]> {
  const files = (await Promise.all(places.map(filesAt))).flat();
  if (files.length < places.length) throw new Error('Something is not built: run "npm run build" first.');
  const found = await Promise.all(
    files.map(async (file) => {
      const matches = (await readFile(file, 'utf8')).match(pattern) ?? [];
      return matches.map((text) => `${relative(root, file)}: ${text}`);
    }),
  );
  return found.flat();
}

async function filesAt(place: string): Promise<string[]> {
  if ((await stat(place)).isFile()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && kinds.has(extname(entry.name)) && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/testing/'));
}
