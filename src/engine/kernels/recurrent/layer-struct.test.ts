import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { layerFields, type LayerStruct, writeLayer } from './layer-struct.ts';

test('the fields are the kernels’ 32-bit fields, in the same order', () => {
  const source = readFileSync(join(import.meta.dirname, '..', 'assembly', 'layer.ts'), 'utf8');
  const fields = [...source.matchAll(/^ {2}(\w+): (\w+);$/gm)];
  expect(fields.map(([, name]) => name)).toEqual([...layerFields]);
  expect(fields.filter(([, , type]) => type !== 'i32' && type !== 'usize')).toEqual([]);
});

test('writes the struct at its address and nowhere else', () => {
  const numbers = new Int32Array(layerFields.length + 4).fill(-1);
  const layer = Object.fromEntries(layerFields.map((field, index) => [field, 7 * index])) as LayerStruct;
  writeLayer(numbers.buffer, 8, layer);
  expect([...numbers]).toEqual([-1, -1, ...layerFields.map((_, index) => 7 * index), -1, -1]);
});
