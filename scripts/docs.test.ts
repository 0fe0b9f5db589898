// What the Markdown files name is there: files and folders, scripts of package.json, and what their links lead to.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { root } from './run.ts';

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));

const pages = files.filter((path) => path.endsWith('.md'));
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

/** All paths of the repository, each folder with a slash at its end. */
const paths = new Set(files.flatMap((path) => [path, ...foldersOf(path).map((folder) => `${folder}/`)]));

/** Folders that a path may begin with: those at the top, and those of `src`, which pages often leave out. */
const beginnings = new Set([...paths].flatMap((path) => /^(?:src\/)?([\w.]+)\/$/.exec(path)?.[1] ?? []));

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** `a/{b,c}` as `a/b` and `a/c`. */
function unfolded(path: string): readonly string[] {
  const found = /\{([^}]+)\}/.exec(path);
  if (!found) return [path];
  const [whole, choices] = found;
  return choices.split(',').flatMap((choice) => unfolded(path.replace(whole, choice)));
}

/** Whether the words in backticks name a source file, or a path that begins at a folder of the repository. */
function isPath(words: string): boolean {
  if (!/^[\w.][\w./*{},-]*$/.test(words)) return false;
  const begins = words.includes('/') && beginnings.has(words.split('/', 1)[0] ?? '');
  return begins || /\w\.(?:ts|svelte|css|yml|md)$/.test(words);
}

/** The path, or its end from a folder on, with `*` for any name; a folder also without its slash. */
function isThere(path: string): boolean {
  const literal = path.replace(/\/$/, '').replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  const end = new RegExp(`(?:^|/)${literal.replaceAll('*', '[^/]+')}/?$`);
  return paths.has(path) || [...paths].some((one) => end.test(one));
}

test('knows a path by its beginning or its ending', () => {
  expect(['src/engine/', 'domain/cells.ts', 'e2e/*.ts', 'run.ts', 'docs/adr'].map(isPath)).not.toContain(false);
  expect(['runs/*.run', 'and/or', 'kernels.json', 'npm run lint', '/var/cache'].map(isPath)).not.toContain(true);
  expect(['src/domain', 'domain/cells.ts', 'src/*/README.md'].map(isThere)).not.toContain(false);
  expect(['src/demesne/', 'omain/cells.ts', 'docs/*.ts'].map(isThere)).not.toContain(true);
});

test.each(pages)('%s names only files, folders and scripts that exist, and its links lead somewhere', (page) => {
  const text = textOf(page);
  const named = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, words = '']) => (isPath(words) ? unfolded(words) : []));
  const started = [...text.matchAll(/npx tsx ([\w./-]+\.ts)/g)].map(([, path = '']) => path);
  const scripts = [...text.matchAll(/npm run (?:-s )?(\w[\w:-]*)/g)].map(([, name = '']) => name);
  const links = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, to = '']) => to).filter((to) => !/^\w+:/.test(to));

  expect([...named, ...started].filter((path) => !isThere(path))).toEqual([]);
  expect(scripts.filter((name) => !(name in packageJson.scripts))).toEqual([]);
  expect(links.filter((to) => !existsSync(join(root, dirname(page), to)))).toEqual([]);
});

test('ARCHITECTURE.md is at most two pages long, its drawings and tables included', () => {
  expect(textOf('ARCHITECTURE.md').trim().split(/\s+/).length).toBeLessThanOrEqual(1200);
});
