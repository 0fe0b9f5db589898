import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { circlesOf, importsOf } from './imports.ts';

const renderer = 'src/renderer/';
const lowest = ['client', 'i18n', 'ui'];

const imports = importsOf('.');
const edges = [...imports]
  .flatMap(([file, others]) => others.map((other) => [file, other] as const))
  .filter((edge) => edge.every((file) => file.startsWith(renderer)));

/** The folder of a feature: `lab` for `src/renderer/lab/score/Score.svelte`. */
const featureOf = (file: string) => file.slice(renderer.length).split('/')[0];

test('has no two folders of the screen that import each other', () => {
  const pairs = new Set(edges.map(([file, other]) => `${dirname(file)} ${dirname(other)}`));
  const mutual = [...pairs].filter((pair) => {
    const [from, to] = pair.split(' ');
    return from < to && pairs.has(`${to} ${from}`);
  });
  expect(mutual).toEqual([]);
});

test('lets only the shell and the start of the page know the shell', () => {
  const known = edges.filter(([file, other]) => featureOf(other) === 'shell' && featureOf(file) !== 'shell');
  expect(known.map(([file]) => file)).toEqual(['src/renderer/main.ts']);
});

test('keeps client, ui and i18n free of features', () => {
  const upwards = edges.filter(
    ([file, other]) => lowest.includes(featureOf(file)) && !lowest.includes(featureOf(other)),
  );
  expect(upwards).toEqual([]);
});

test('has no circle of imports in the screen', () => {
  expect(circlesOf(imports).filter(([file]) => file.startsWith(renderer))).toEqual([]);
});
