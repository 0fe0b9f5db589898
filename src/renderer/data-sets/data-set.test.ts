// Holds P27.
import { expect, test, vi } from 'vitest';
import type { EngineClient } from '../client/engine-client.ts';
import { createDataSetState } from './data-set.svelte.ts';
import { draftWith } from '../client/testing/data-sets.ts';

function start() {
  const asked: string[] = [];
  const state = createDataSetState(() => Promise.resolve());
  const shares: (number | undefined)[] = [];
  const ask = vi.fn((name: string) => {
    asked.push(name);
    const { busy } = state;
    shares.push(busy && 'share' in busy ? busy.share : undefined);
    return Promise.resolve(name === 'readDataFiles' ? draftWith() : undefined);
  });
  state.attach(ask as unknown as EngineClient['ask']);
  return { state, asked, shares };
}

const file = (name: string, length = 1) => ({ name, bytes: new Uint8Array(length) });

test('sends files in pieces and reads them', async () => {
  const { state, asked, shares } = start();
  await state.openDataSet([file('images', 2 ** 20), file('labels', 0)]);
  expect(asked).toEqual(['sendDataFile', 'sendDataFile', 'sendDataFile', 'readDataFiles']);
  expect(shares).toEqual([0, 0.5, 1, 1]);
  expect(state.draft).toEqual(draftWith());
});

test('reports progress through a large folder and returns its files at the end', async () => {
  const { state } = start();
  const told: unknown[] = [];
  const found = await state.lookThrough((onFound) => {
    for (const count of [200, 400]) {
      onFound(count);
      told.push(state.busy);
    }
    return Promise.resolve(['a file']);
  });
  expect(told).toEqual([200, 400].map((count) => ({ at: 'finding', found: count })));
  expect([found, state.busy]).toEqual([['a file'], null]);
});

test('ends a cancelled or replaced search without a result', async () => {
  const { state } = start();
  const looks: { signal: AbortSignal; end: (found: string) => void; onFound: (count: number) => void }[] = [];
  const look = (onFound: (count: number) => void, signal: AbortSignal) =>
    new Promise<string>((end) => looks.push({ signal, end, onFound }));
  const first = state.lookThrough(look);
  looks[0].onFound(200);
  state.cancel();
  expect([looks[0].signal.aborted, state.busy]).toEqual([true, null]);
  const second = state.lookThrough(look);
  const third = state.lookThrough(look);
  looks[1].onFound(200);
  expect([looks[1].signal.aborted, state.busy]).toEqual([true, null]);
  // The engine's ending does not affect it.
  looks[2].onFound(400);
  state.detach();
  expect([state.busy, state.error]).toEqual([{ at: 'finding', found: 400 }, null]);
  for (const [index, { end }] of looks.entries()) end(`found ${index}`);
  expect(await Promise.all([first, second, third])).toEqual([null, null, 'found 2']);
});

test('sends an empty file, so that the engine says what is wrong with it', async () => {
  const { state, shares } = start();
  await state.openDataSet([file('empty', 0)]);
  expect(shares).toEqual([0, 1]);
});

test('refuses too many files or bytes before sending any', async () => {
  const { state, asked } = start();
  await state.openDataSet(Array.from({ length: 6 }, (_, index) => file(`file ${index}`)));
  expect(state.error).toMatchObject({ kind: 'dataSetInvalid', details: { problem: 'tooManyFiles' } });
  await state.openDataSet([file('images', 500_000_000), file('labels', 300_000_000), file('names')]);
  expect(state.error).toMatchObject({ kind: 'dataSetInvalid', details: { problem: 'tooLarge', file: 'names' } });
  expect(state.busy).toBeNull();
  expect(asked).toEqual([]);
});
