// Holds P27.
import { beforeAll, expect, test, vi } from 'vitest';
import type { DataSet } from '../data/data-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createLab } from '../run/lab.ts';
import { startTestPool, testBackend } from '../testing/start.ts';
import { dataSetHandlers } from './handlers.ts';
import { createIncoming, type Incoming } from './incoming.ts';
import { createDataSetStore } from './store.ts';
import { barsPair, labelsOf } from './testing/files.ts';

let pool: KernelPool;

beforeAll(async () => {
  pool = await startTestPool();
});

/** Stands in for MNIST. */
const few = { count: 2, images: new Uint8Array(2 * 784), labels: Uint8Array.of(0, 1) };
const named = { name: 'Bars', classNames: ['a', 'b', 'c'], transposed: false, inverted: false };
const nothing = () => undefined;
const events = { onStep: nothing, onEpoch: nothing, onMark: nothing, onPhase: nothing, onProgress: nothing };

/** A client whose files have been read and can be opened. */
async function start(incoming: Incoming) {
  const failure = { error: new Error('not here') };
  const onSession = vi.fn();
  const onFailure = vi.fn();
  const lab = createLab(testBackend, pool, { value: { train: few, test: few } }, failure, {
    ...events,
    onFailure,
    onSession,
  });
  const store = createDataSetStore(null);
  for (const [file, { name, bytes }] of barsPair(labelsOf(60, 3)).entries())
    incoming.take({ file, name, size: bytes.length, offset: 0, bytes });
  await incoming.read();
  return { lab, store, onSession };
}

test('a data set cancelled while being opened is not shown, whatever the engine is doing', async () => {
  for (const moment of ['hashing', 'keeping', 'pausing the run'] as const) {
    const incoming = createIncoming();
    const { lab, store, onSession } = await start(incoming);
    const keep = vi.fn(() => {
      if (moment === 'keeping') incoming.forget();
      return Promise.resolve();
    });
    const openDataSet = (data: DataSet, signal: AbortSignal) => {
      const opened = lab.openDataSet(data, signal);
      if (moment === 'pausing the run') incoming.forget();
      return opened;
    };
    const handlers = dataSetHandlers({ ...lab, openDataSet }, { ...store, keep }, incoming, nothing);
    const opened = handlers.openDataSet(named);
    if (moment === 'hashing') incoming.forget();
    await expect(opened).rejects.toMatchObject({ kind: 'invalidRequest' });
    expect(keep).toHaveBeenCalledTimes(moment === 'hashing' ? 0 : 1);
    expect(onSession).not.toHaveBeenCalled();
    expect(lab.data().id).toBe('mnist');
  }
});

test('a data set that is not cancelled is shown', async () => {
  const incoming = createIncoming();
  const { lab, store, onSession } = await start(incoming);
  await dataSetHandlers(lab, store, incoming, nothing).openDataSet(named);
  expect(onSession).toHaveBeenCalledOnce();
  expect(lab.data().name).toBe('Bars');
});
