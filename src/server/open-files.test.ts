// Holds P21.
import { expect, test } from 'vitest';
import { connectionsWithin } from './open-files.ts';

test.each([
  ['thousands of files', { most: 65_536, now: 20 }, 64],
  ['few files', { most: 64, now: 22 }, 14],
  ['next to none', { most: 24, now: 22 }, 2],
  ['what nobody tells', null, 64],
])('with %s the engine keeps what it needs', (_, files, connections) => {
  expect(connectionsWithin(files, 64, 2)).toBe(connections);
});
