import { expect, test } from 'vitest';
import { veiledParts } from './veiled-parts.ts';

test('veils all lines after the scan line, and none once the last one is read', () => {
  expect(veiledParts(10, 28, null)).toEqual([{ top: 11 / 28, left: 0, bottom: 1 }]);
  expect(veiledParts(27, 28, null)).toEqual([]);
  expect(veiledParts(6, 14, 'rowPairs')).toEqual([{ top: 0.5, left: 0, bottom: 1 }]);
});

test('veils an image that is read as lines like the lines themselves, whatever the order', () => {
  for (const order of ['rowsDown', 'rowsUp', 'columns', 'shuffledRows'] as const) {
    expect(veiledParts(10, 28, order)).toEqual(veiledParts(10, 28, null));
  }
});

test('veils the pixels after the one that is read, within its row and below it', () => {
  expect(veiledParts(30, 784, 'pixels')).toEqual([
    { top: 1 / 28, left: 3 / 28, bottom: 2 / 28 },
    { top: 2 / 28, left: 0, bottom: 1 },
  ]);
  // A complete row has nothing beside it, the last one nothing below it.
  expect(veiledParts(55, 784, 'pixels')).toEqual([{ top: 2 / 28, left: 0, bottom: 1 }]);
  expect(veiledParts(782, 784, 'pixels')).toEqual([{ top: 27 / 28, left: 27 / 28, bottom: 1 }]);
  expect(veiledParts(783, 784, 'pixels')).toEqual([]);
});
