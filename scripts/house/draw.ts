/**
 * `npx tsx scripts/house/draw.ts [FOLDER]`: the layers of this or another clone as a Mermaid drawing, with the number
 * of imports on each arrow, including those for types.
 */

import { importsOf } from './imports.ts';

const layerOf = (file: string): string => file.split('/')[1];

const counts = new Map<string, number>();
for (const [file, others] of importsOf(process.argv[2] ?? '.')) {
  for (const other of others) {
    const arrow = `${layerOf(file)} ${layerOf(other)}`;
    if (layerOf(file) !== layerOf(other)) counts.set(arrow, (counts.get(arrow) ?? 0) + 1);
  }
}

console.log('graph TD');
for (const [arrow, count] of [...counts].sort()) {
  const [from, to] = arrow.split(' ');
  console.log(`  ${from} -->|${count}| ${to}`);
}
