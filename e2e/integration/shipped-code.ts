/** Searches the shipped code, including comments and templates. */

import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { root } from './built.ts';

/**
 * Everything that the app consists of: its sources, without tests and their fakes, and what is built of them and of
 * packages.
 */
const places = ['src', 'out/main', 'out/preload', 'out/renderer'];

const kinds = new Set(['.ts', '.svelte', '.html', '.js', '.cjs', '.css', '.svg']);

/**
 * Each occurrence as `path: text`, the path with slashes from the repository's root.
 * @param pattern with the flag g
 * @throws Error where the app is not built
 */
export async function findInShippedCode(pattern: RegExp): Promise<string[]> {
  const files = (await Promise.all(places.map(codeBelow))).flat();
  const found = await Promise.all(
    files.map(async (file) => {
      const matches = (await readFile(join(root, file), 'utf8')).match(pattern) ?? [];
      return matches.map((text) => `${file}: ${text}`);
    }),
  );
  return found.flat();
}

async function codeBelow(place: string): Promise<string[]> {
  const names = await readdir(join(root, place), { recursive: true });
  const code = names
    .map((name) => `${place}/${name.replaceAll('\\', '/')}`)
    .filter((path) => kinds.has(extname(path)) && !/\.test\.ts$|\/testing\//.test(path));
  if (code.length === 0) throw new Error(`There is nothing in ${place}: run "npm run build" first.`);
  return code;
}
