/**
 * `npx tsx scripts/house/measure.ts [FOLDER]`: figures of how easily the code can be changed, for this or another
 * clone.
 */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { circlesOf, importsOf, productFiles } from './imports.ts';

const root = process.argv[2] ?? '.';
const files = productFiles(root);
const imports = importsOf(root);
const edges = [...imports].flatMap(([file, others]) => others.map((other) => [file, other] as const));

const sizes = new Map<string, number>();
for (const file of files) sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
const [largest, inLargest] = [...sizes].sort(([, a], [, b]) => b - a)[0];

const fromRendererToEngine = edges.filter(([file, other]) => isIn('renderer', file) && isIn('engine', other));
const pairs = new Set(
  edges
    .filter(([file, other]) => isIn('renderer', file) && isIn('renderer', other) && dirname(file) !== dirname(other))
    .map(([file, other]) => `${dirname(file)} ${dirname(other)}`),
);
const mutual = [...pairs].filter((pair) => pairs.has(pair.split(' ').reverse().join(' '))).length / 2;

function isIn(layer: string, file: string): boolean {
  return file.startsWith(`src/${layer}/`);
}

function filesThatSay(word: RegExp): number {
  return files.filter((file) => word.test(readFileSync(join(root, file), 'utf8'))).length;
}

console.table({
  'product files': files.length,
  'files in the largest folder': `${inLargest} (${largest})`,
  'folders over 25 files': [...sizes].filter(([, count]) => count > 25).length,
  'renderer → engine imports': fromRendererToEngine.length,
  'circles of imports, types included': circlesOf(imports).length,
  'pairs of renderer folders that import each other': mutual,
  "components that take the Lab's whole state": edges.filter(
    ([file, other]) => file.endsWith('.svelte') && other.endsWith('/lab.svelte.ts'),
  ).length,
  'files that say gru': filesThatSay(/gru/),
  'files that say truncation': filesThatSay(/\btruncation\b/),
  'files that say gradientNorm': filesThatSay(/\bgradientNorm\b/),
});
for (const circle of circlesOf(imports)) console.log(`circle: ${circle.join(', ')}`);
