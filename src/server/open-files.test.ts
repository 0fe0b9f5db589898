// Holds P21.
import { expect, test } from 'vitest';
import { connectionsWithin } from './open-files.ts';

test.each([
  ['thousands of files', { most: 65_536, now: 20 }, 64],
  ['few files', { most: 64, now: 22 }, 14],
  ['next to none', { most: 24, now: 22 }, 2],
  ['an unknown number', null, 64],
])('reserves with %s the files that the engine needs', (_, files, connections) => {
  expect(connectionsWithin(files, 64, 2)).toBe(connections);
});
