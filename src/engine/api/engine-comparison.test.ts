// Holds P7, P8.
import { cpSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { decodeRun, encodeRun } from '../comparison/compared-file.ts';
import { experiments } from '../../domain/experiments/experiments.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { sha256 } from '../system/sha256.ts';
import { until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';
import { eachTestItsFolder } from '../testing/user-folder.ts';
import { framed } from '../training/framed.ts';

const folder = eachTestItsFolder();
const engines = enginesOn(500, 100);
const start = (userDirectory = folder()) => engines.start({ userDirectory });
type Client = ReturnType<typeof start>;

/** Four steps of eight units. */
const order = (name: string, changes: Partial<Recipe> = {}) => ({
  ...{ name, digits: 256 },
  recipe: { ...defaultRecipe, units: 8, batchSize: 64, epochs: 1, ...changes },
});

/** Completely written ones. */
const files = async () => (await readdir(join(folder(), 'comparison'))).filter((name) => !name.endsWith('.tmp'));
const runsOf = async ({ rpc }: Client) => (await rpc.getComparison(undefined)).runs;
const ended = ({ told }: Client, count: number) =>
  until(() => {
    const { runs = [], running = true } = told.comparisons.at(-1) ?? {};
    return runs.length === count && !running;
  });

async function compared(...runs: ReturnType<typeof order>[]) {
  const client = start();
  await client.rpc.compare({ runs });
  await ended(client, runs.length);
  return client;
}

test('finished runs survive a restart with their curves, figures and networks', async () => {
  const first = await compared(
    order('LSTM'),
    order('GRU', { cell: 'gru' }),
    order('bursts', { optimizer: 'sgd', learningRate: 1, clipNorm: 0 }),
  );
  await first.rpc.renameRun({ id: 2, name: '둘째' });
  const before = await runsOf(first);
  expect(before.map(({ state }) => state)).toEqual(['done', 'done', expect.stringMatching(/done|failed/)]);
  await first.engine.end();

  const next = start();
  const after = await runsOf(next);
  expect(after).toEqual(before);
  expect(after[1].name).toBe('둘째');
  const source = { kind: 'test', index: 3 } as const;
  for (const id of [1, 2])
    expect(await next.rpc.traceRun({ id, source })).toEqual(await first.rpc.traceRun({ id, source }));
  // Later runs come after them.
  await next.rpc.compare({ runs: [order('RNN', { cell: 'rnn' })] });
  await ended(next, 4);
  await next.engine.end();
  expect((await runsOf(start())).map(({ name }) => name)).toEqual(['LSTM', '둘째', 'bursts', 'RNN']);
});

test('a kill loses no finished run, and removed runs stay removed', async () => {
  const first = await compared(order('a'), order('b'), order('c'));
  await vi.waitFor(async () => {
    expect(await files()).toHaveLength(3);
  });
  const next = start();
  await next.rpc.removeRuns({ ids: [2] });
  await next.engine.end();
  expect((await runsOf(start())).map(({ name }) => name)).toEqual(['a', 'c']);
  expect(await runsOf(first)).toHaveLength(3);
});

test('shutting down stops the active run and keeps its results so far, but not the queue', async () => {
  const client = start();
  await client.rpc.compare({ runs: [order('long', { epochs: 100 }), order('waiting')] });
  await until(() => (client.told.comparisons.at(-1)?.runs[0]?.step ?? 0) > 0);
  await client.engine.end();
  const [run, ...others] = await runsOf(start());
  expect(others).toEqual([]);
  expect(run).toMatchObject({ name: 'long', state: 'stopped', totalSteps: 400, gradientFlow: null });
  expect(run.curves.step.at(-1)).toBe(run.step);
});

test('a kill or shutdown during a repeated experiment keeps its earlier results', async () => {
  const first = start();
  const { length } = experiments.clipping.runs;
  await first.rpc.compare({ experiment: 'clipping' });
  await ended(first, length);
  await vi.waitFor(async () => {
    expect(await files()).toHaveLength(length);
  });
  const [before, names] = [await runsOf(first), await files()];
  await first.rpc.compare({ experiment: 'clipping' });
  // What a kill at this moment would leave.
  const left = join(folder(), 'left');
  cpSync(join(folder(), 'comparison'), join(left, 'comparison'), { recursive: true });
  expect(await runsOf(start(left))).toEqual(before);
  await first.engine.end();
  expect((await runsOf(start())).map(({ name }) => name).sort()).toEqual(before.map(({ name }) => name).sort());

  const next = start();
  await next.rpc.compare({ experiment: 'clipping' });
  await until(() => next.told.comparisons.at(-1)?.running ?? false);
  await ended(next, length);
  await next.engine.end();
  const after = await files();
  expect(after).toHaveLength(length);
  expect(after.filter((name) => names.includes(name))).toEqual([]);
});

test('skips damaged, newer and foreign files, and leaves them in place', async () => {
  await (await compared(order('mine'))).engine.end();
  const [name] = await files();
  const place = join(folder(), 'comparison');
  const whole = await readFile(join(place, name));
  const altered = Uint8Array.from(whole);
  altered[altered.length - 1] ^= 1;
  const newer = framed({ format: 'gatescope-compared', version: 2, run: {} }, []);
  const strange = {
    '20260101000000-aaaa.compared': altered,
    '20260101000000-aaab.compared': Buffer.concat([sha256(newer), newer]),
    'notes.compared': Buffer.from('mine'),
  };
  for (const [file, bytes] of Object.entries(strange)) await writeFile(join(place, file), bytes);
  await mkdir(join(place, '20260101000000-aaac.compared'));
  const next = start();
  expect((await runsOf(next)).map((run) => run.name)).toEqual(['mine']);
  await next.engine.end();
  for (const [file, bytes] of Object.entries(strange))
    expect(await readFile(join(place, file))).toEqual(Buffer.from(bytes));
  expect(await files()).toHaveLength(5);
});

test('keeps the newest runs of all engines, up to the limit', async () => {
  await (await compared(order('new'))).engine.end();
  const place = join(folder(), 'comparison');
  const [name] = await files();
  const whole = await readFile(join(place, name));
  const newest = decodeRun(whole.subarray(32));
  for (let run = 0; run < 25; run++) {
    const bytes = encodeRun({ ...newest, name: `${run}`, queued: newest.queued - 1000 + run });
    const file = `202601010000${String(run).padStart(2, '0')}-aaaa.compared`;
    await writeFile(join(place, file), Buffer.concat([sha256(bytes), bytes]));
  }
  const kept = (await runsOf(start())).map((run) => run.name);
  expect(kept).toEqual([...Array.from({ length: 23 }, (_, run) => `${run + 2}`), 'new']);
  expect(await files()).toHaveLength(24);
});

test('reports a failed write once, and keeps the runs in memory', async () => {
  const { rpc, told } = start(join(import.meta.dirname, 'engine.ts'));
  await rpc.compare({ runs: [order('a'), order('b')] });
  const unsaved = () => told.failures.filter(({ kind }) => kind === 'comparisonUnsaved');
  await until(() => told.comparisons.at(-1)?.running === false && unsaved().length > 0);
  expect(unsaved()).toHaveLength(1);
  expect((await rpc.getComparison(undefined)).runs.map(({ state }) => state)).toEqual(['done', 'done']);
});

test('writes unsaved runs once there is room, at shutdown at the latest', async () => {
  await mkdir(folder(), { recursive: true });
  await writeFile(join(folder(), 'comparison'), 'in the way');
  const first = start();
  await first.rpc.compare({ runs: [order('a')] });
  await until(() => first.told.failures.some(({ kind }) => kind === 'comparisonUnsaved'));
  await rm(join(folder(), 'comparison'));
  await first.engine.end();
  expect((await runsOf(start())).map(({ name }) => name)).toEqual(['a']);
});
