// Holds P4, P10.
import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';
import { eachTestItsFolder } from '../testing/user-folder.ts';

/** Ten steps an epoch. */
const recipe: Recipe = { ...defaultRecipe, units: 16, batchSize: 50, epochs: 3 };
const folder = eachTestItsFolder();
const engines = enginesOn(500, 300);

/** A fresh engine, as after restarting the app. */
function start(userDirectory: string | null = folder()) {
  return engines.start({ userDirectory });
}

const files = () => readdir(join(folder(), 'runs')).catch(() => []);

/** Waits until another engine sees the run on disk with this many steps. */
async function savedAt(step: number) {
  const { rpc } = start();
  await vi.waitFor(async () => {
    expect((await rpc.getSavedRuns(undefined)).at(0)?.step).toBe(step);
  });
  return rpc;
}

test('resumes in another engine and ends as if it had never stopped', async () => {
  const whole = start(null);
  await whole.rpc.restart({ recipe });
  await whole.rpc.train(undefined);
  await until(() => whole.told.statuses.at(-1)?.run.phase === 'finished');

  const first = start();
  await first.rpc.restart({ recipe });
  for (let step = 0; step < 13; step++) await first.rpc.step(undefined);
  const rpc = await savedAt(13);
  const [run] = await rpc.getSavedRuns(undefined);
  expect(run).toMatchObject({ step: 13, goal: 30, stepsPerEpoch: 10, model: { cell: 'lstm', units: 16 } });
  await rpc.resumeRun({ id: run.id });
  expect((await rpc.getStatus(undefined)).run).toMatchObject({ phase: 'paused', step: 13, totalSteps: 30 });
  await rpc.train(undefined);
  await vi.waitFor(async () => {
    expect((await rpc.getStatus(undefined)).run.phase).toBe('finished');
  });

  const [expected, resumed] = [await whole.rpc.getHistory(undefined), await rpc.getHistory(undefined)];
  expect(resumed.steps).toEqual(expected.steps);
  const withoutTime = ({ epochs }: typeof expected) => epochs.map((epoch) => ({ ...epoch, seconds: null }));
  expect(withoutTime(resumed)).toEqual(withoutTime(expected));
  const weightsOf = async ({ rpc: of }: typeof whole) => (await of.getWeights(undefined)).weights;
  expect(await weightsOf({ ...whole, rpc })).toEqual(await weightsOf(whole));
});

test('evaluates on resuming if the run was interrupted between epoch and evaluation', async () => {
  const { rpc, told } = start();
  await rpc.restart({ recipe });
  for (let step = 0; step < 9; step++) await rpc.step(undefined);
  const last = rpc.step(undefined);
  await until(() => (told.statuses.at(-1)?.run.evaluating ?? null) !== null || told.epochs.length > 0);
  await rpc.pause(undefined);
  await last;
  const other = await savedAt(10);
  await other.resumeRun({ id: (await other.getSavedRuns(undefined))[0].id });
  await other.trainEpoch(undefined);
  await vi.waitFor(async () => {
    expect((await other.getHistory(undefined)).epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });
});

test('does not offer the run shown, forgets removed runs, and never saves an untrained network', async () => {
  const { rpc } = start();
  await rpc.restart({ recipe });
  await rpc.pause(undefined);
  expect(await files()).toEqual([]);
  await rpc.step(undefined);
  const other = await savedAt(1);
  expect(await rpc.getSavedRuns(undefined)).toEqual([]);
  const [{ id }] = await other.getSavedRuns(undefined);
  await expect(rpc.resumeRun({ id })).rejects.toMatchObject({ kind: 'invalidRequest' });
  await other.removeSavedRun({ id });
  expect(await files()).toEqual([]);
});

test('saves a run at its start and every second at first, however long the save interval', async () => {
  const { rpc } = start();
  await rpc.restart({ recipe: { ...recipe, epochs: 100 } });
  const begun = performance.now();
  await rpc.train(undefined);
  const other = start().rpc;
  const savedStep = async () => (await other.getSavedRuns(undefined)).at(0)?.step ?? -1;
  await vi.waitFor(async () => {
    expect(await savedStep()).toBeGreaterThanOrEqual(0);
  });
  const first = await savedStep();
  await vi.waitFor(async () => {
    expect(await savedStep()).toBeGreaterThan(first);
  });
  expect(performance.now() - begun).toBeLessThan(10_000);
  await rpc.pause(undefined);
});

test('resumes a run shown by another process as a copy, and lets nobody else remove it', async () => {
  const { rpc } = start();
  await rpc.restart({ recipe });
  await rpc.step(undefined);
  const other = await savedAt(1);
  const [{ id }] = await other.getSavedRuns(undefined);
  // As the process running these tests would write it.
  await writeFile(join(folder(), 'open-runs', id), `${process.ppid} ${hostname()}`);
  expect(await other.getSavedRuns(undefined)).toMatchObject([{ id, elsewhere: true }]);
  await expect(other.removeSavedRun({ id })).rejects.toMatchObject({ kind: 'runElsewhere' });
  await other.resumeRun({ id });
  const { runId, run } = await other.getStatus(undefined);
  expect([runId === id, run.step]).toEqual([false, 1]);
  await other.step(undefined);
  await vi.waitFor(async () => {
    expect((await files()).sort()).toEqual([`${id}.run`, `${runId}.run`].sort());
  });
  expect((await start().rpc.getSavedRuns(undefined)).find((saved) => saved.id === id)).toMatchObject({ step: 1 });
});

test('discards briefly trained runs started by a lesson, and keeps those a person started', async () => {
  const { rpc } = start();
  const kept: (string | null)[] = [];
  for (const [seed, isTrial] of [true, false, true, false, true, false].entries()) {
    await rpc.restart({ recipe: { ...recipe, seed }, isTrial });
    await rpc.step(undefined);
    if (!isTrial) kept.push((await rpc.getStatus(undefined)).runId);
  }
  // Runs no longer shown and beyond one-click undo.
  await rpc.restart({ recipe });
  await rpc.step(undefined);
  await rpc.restart({ recipe });
  await rpc.step(undefined);
  const now = (await rpc.getSavedRuns(undefined)).map(({ id }) => id);
  expect([...now].sort()).toEqual(kept.sort());
});

test('names a run, keeps the name on resuming, and refuses invalid names', async () => {
  const { engine, rpc } = start();
  await rpc.restart({ recipe });
  await rpc.step(undefined);
  const { runId } = await rpc.getStatus(undefined);
  const id = runId ?? '';
  // It is shown: its next save would overwrite the name.
  await expect(rpc.renameSavedRun({ id, name: 'Mine' })).rejects.toMatchObject({ kind: 'invalidRequest' });
  await engine.end();

  const { engine: second, rpc: next } = start();
  for (const name of ['', '   ', 'x'.repeat(61), 'two\nlines', '\u001B[2J', 'turned\u202Eround'])
    await expect(next.renameSavedRun({ id, name })).rejects.toMatchObject({ kind: 'invalidRequest' });
  await next.renameSavedRun({ id, name: ' Zweite Stunde, 둘째 시간 ' });
  expect(await next.getSavedRuns(undefined)).toMatchObject([{ id, name: 'Zweite Stunde, 둘째 시간' }]);
  await next.resumeRun({ id });
  await next.step(undefined);
  await second.end();

  const { rpc: last } = start();
  expect(await last.getSavedRuns(undefined)).toMatchObject([{ id, step: 2, name: 'Zweite Stunde, 둘째 시간' }]);
  await writeFile(join(folder(), 'open-runs', id), `${process.ppid} ${hostname()}`);
  await expect(last.renameSavedRun({ id, name: 'Other' })).rejects.toMatchObject({ kind: 'runElsewhere' });
  await rm(join(folder(), 'open-runs', id));
  await last.renameSavedRun({ id, name: null });
  expect(await last.getSavedRuns(undefined)).toMatchObject([{ id, name: null }]);
});

test('lessons never displace what a person trained from undo', async () => {
  const { rpc } = start();
  await rpc.restart({ recipe });
  await rpc.step(undefined);
  const { session, runId } = await rpc.getStatus(undefined);
  for (const seed of [1, 2]) {
    await rpc.openMnist({ isTrial: true });
    expect((await rpc.getStatus(undefined)).formerSession).toBe(session);
    await rpc.restart({ recipe: { ...recipe, seed }, isTrial: true });
    await rpc.step(undefined);
  }
  await rpc.restart({ recipe });
  expect((await rpc.getStatus(undefined)).formerSession).toBe(session);
  expect(await rpc.undoRestart(undefined)).toBe(true);
  expect(await rpc.getStatus(undefined)).toMatchObject({ session, runId, run: { step: 1 } });
});

test('reports a damaged file in one sentence and keeps the present network', async () => {
  const { rpc } = start();
  await rpc.restart({ recipe });
  await rpc.step(undefined);
  const other = await savedAt(1);
  const [{ id }] = await other.getSavedRuns(undefined);
  await truncate(join(folder(), 'runs', `${id}.run`), 9000);
  const before = await other.getStatus(undefined);
  await expect(other.resumeRun({ id })).rejects.toMatchObject({ kind: 'checkpointUnusable' });
  expect((await other.getStatus(undefined)).session).toBe(before.session);
  await expect(other.resumeRun({ id: '../x' })).rejects.toMatchObject({ kind: 'invalidRequest' });
});

test('training continues where nothing can be written, with one warning', async () => {
  // A file where the folder should be.
  const { rpc, told } = start(join(import.meta.dirname, 'engine.ts'));
  await rpc.restart({ recipe });
  await rpc.step(undefined);
  await rpc.step(undefined);
  const unsaved = () => told.failures.filter(({ kind }) => kind === 'checkpointUnsaved');
  await until(() => unsaved().length > 0);
  await rpc.step(undefined);
  expect(unsaved()).toHaveLength(1);
  expect((await rpc.getStatus(undefined)).run.step).toBe(3);
});
