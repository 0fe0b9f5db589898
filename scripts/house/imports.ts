/** Reads who imports whom in src/, including type imports. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** Product code is what is built: no tests, and nothing that only tests use. */
export function isProduct(file: string): boolean {
  return /\.(?:ts|svelte)$/.test(file) && !/\.test\.ts$|\/testing\//.test(file);
}

/** All product files below src/, relative to the repository. */
export function productFiles(root: string): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => join('src', file))
    .filter(isProduct)
    .sort();
}

/** file → the product files that it imports, including for types. */
export type Imports = ReadonlyMap<string, readonly string[]>;

export function importsOf(root: string): Imports {
  const files = productFiles(root);
  const known = new Set(files);
  return new Map(files.map((file) => [file, importedBy(root, file).filter((other) => known.has(other))]));
}

function importedBy(root: string, file: string): string[] {
  const scripts = scriptsIn(file, readFileSync(join(root, file), 'utf8'));
  const specifiers = scripts.flatMap(({ text }) =>
    ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName),
  );
  return specifiers
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => relative(root, resolve(root, dirname(file), specifier.replace(/\?.*$/, ''))));
}

/** The whole of a module, or the scripts of a component; `firstLine` counts from 1. */
export function scriptsIn(
  file: string,
  source: string,
): readonly { readonly text: string; readonly firstLine: number }[] {
  if (!file.endsWith('.svelte')) return [{ text: source, firstLine: 1 }];
  return [...source.matchAll(/(?<=<script[^>]*>)[\s\S]*?(?=<\/script>)/g)].map(({ 0: text, index }) => ({
    text,
    firstLine: source.slice(0, index).split('\n').length,
  }));
}

/** Circles: sets of more than one file that reach each other (R. Tarjan 1972, strongly connected components). */
export function circlesOf(imports: Imports): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const circles: string[][] = [];

  function visit(file: string): void {
    index.set(file, index.size);
    low.set(file, index.size - 1);
    stack.push(file);
    onStack.add(file);
    for (const other of imports.get(file) ?? []) {
      if (!index.has(other)) visit(other);
      if (onStack.has(other)) low.set(file, Math.min(low.get(file) ?? 0, low.get(other) ?? 0));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = stack.splice(stack.lastIndexOf(file));
    for (const each of circle) onStack.delete(each);
    if (circle.length > 1) circles.push(circle.sort());
  }

  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return circles;
}
