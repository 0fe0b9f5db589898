import { expect, test, vi } from 'vitest';
import { createDataSetState } from './data-set.svelte.ts';
import { draftWith } from './testing/data-sets.ts';

function start() {
  const asked: string[] = [];
  const state = createDataSetState(() => Promise.resolve());
  const shares: (number | undefined)[] = [];
  const ask = vi.fn((name: string) => {
    asked.push(name);
    shares.push(state.busy?.share);
    return Promise.resolve(name === 'readDataFiles' ? draftWith() : undefined);
  });
  state.attach(ask);
  return { state, asked, shares };
}

const file = (name: string, length = 1) => ({ name, bytes: new Uint8Array(length) });

test('files are sent in pieces and read', async () => {
  const { state, asked, shares } = start();
  await state.openDataSet([file('images', 2 ** 20), file('labels', 0)]);
  expect(asked).toEqual(['sendDataFile', 'sendDataFile', 'sendDataFile', 'readDataFiles']);
  expect(shares).toEqual([0, 0.5, 1, 1]);
  expect(state.draft).toEqual(draftWith());
});

test('a file without a byte is sent, too: what is wrong with it, the engine says', async () => {
  const { state, shares } = start();
  await state.openDataSet([file('empty', 0)]);
  expect(shares).toEqual([0, 1]);
});

test('more files or bytes than a data set has are refused before any is sent', async () => {
  const { state, asked } = start();
  await state.openDataSet(Array.from({ length: 6 }, (_, index) => file(`file ${index}`)));
  expect(state.error).toMatchObject({ kind: 'dataSetInvalid', details: { problem: 'tooManyFiles' } });
  await state.openDataSet([file('images', 500_000_000), file('labels', 300_000_000), file('names')]);
  expect(state.error).toMatchObject({ kind: 'dataSetInvalid', details: { problem: 'tooLarge', file: 'names' } });
  expect(state.busy).toBeNull();
  expect(asked).toEqual([]);
});
