// Holds P6.
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';
import { eachTestItsFolder } from '../testing/user-folder.ts';
import { createCheckpointFolder } from '../training/checkpoint-folder.ts';
import { timelinesFolder } from './timeline-folder.ts';

/** Ten steps an epoch. */
const recipe: Recipe = { ...defaultRecipe, units: 16, batchSize: 50, epochs: 4 };
const source = { kind: 'test', index: 0 } as const;
const folder = eachTestItsFolder();
const engines = enginesOn(500, 300);

/** A fresh engine, as after restarting the app. */
const start = (userDirectory: string | null = folder()) => engines.start({ userDirectory });
type Started = ReturnType<typeof start>;

const filesOf = async (id: string) =>
  (await readdir(join(timelinesFolder(folder()), id))).map((name) => Number(name.split('.')[0])).sort((a, b) => a - b);

async function takeSteps({ rpc }: Started, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await rpc.step(undefined);
}

/** Its moments, and how a digit is read at each. */
async function pastOf({ rpc }: Started) {
  const { session, moments } = await rpc.getTimeline(undefined);
  const traces = [];
  for (const { step } of moments) traces.push(await rpc.traceAt({ session, step, source }));
  const through = await rpc.readingThroughTime({ session, after: -1, source });
  return { moments, traces, probabilities: through?.probabilities };
}

/** Another engine that resumes the run saved last. */
async function goOn() {
  const started = start();
  const [{ id }] = await started.rpc.getSavedRuns(undefined);
  await started.rpc.resumeRun({ id });
  return { ...started, id };
}

async function runOf(steps: number, changes: Partial<Recipe> = {}) {
  const started = start();
  await started.rpc.restart({ recipe: { ...recipe, ...changes } });
  await takeSteps(started, steps);
  return { ...started, id: (await started.rpc.getStatus(undefined)).runId ?? '' };
}

test.each([
  ['lstm of two layers', { layers: 2 }],
  ['gru', { cell: 'gru', units: 24 }],
  ['rnn', { cell: 'rnn' }],
  ['transformer', { cell: 'transformer', layers: 2, heads: 2 }],
] as const satisfies readonly (readonly [string, Partial<Recipe>])[])(
  "after shutdown a run's past is restored, and a digit is read the same at each moment: %s",
  async (_, changes) => {
    const first = await runOf(13, changes);
    const past = await pastOf(first);
    expect(past.moments.map(({ step }) => step)).toEqual([0, 1, 2, 4, 6, 9, 10, 12, 13]);
    await first.engine.end();
    expect(await pastOf(await goOn())).toEqual(past);
  },
);

test('the moments of a resumed run are bit-identical to those of one that never stopped', async () => {
  const whole = start(null);
  await whole.rpc.restart({ recipe });
  await whole.rpc.train(undefined);
  await until(() => whole.told.statuses.at(-1)?.run.phase === 'finished');

  await (await runOf(7)).engine.end();
  const second = await goOn();
  await takeSteps(second, 14);
  await second.engine.end();
  const third = await goOn();
  await third.rpc.train(undefined);
  await until(() => third.told.statuses.at(-1)?.run.phase === 'finished');
  expect(await pastOf(third)).toEqual(await pastOf(whole));
});

test("each save keeps the run's moments and removes discarded ones", async () => {
  const run = await runOf(3);
  await run.engine.save();
  // The run itself holds the present weights.
  expect(await filesOf(run.id)).toEqual([0, 1, 2]);
  await takeSteps(run, 2);
  await run.engine.save();
  expect(await filesOf(run.id)).toEqual([0, 1, 2, 4]);
  const { moments } = await run.rpc.getTimeline(undefined);
  expect(moments.map(({ step }) => step)).toEqual([0, 1, 2, 4, 5]);
});

test('a damaged or missing moment costs itself alone: the run and the others stay', async () => {
  const first = await runOf(9);
  const past = await pastOf(first);
  await first.engine.end();
  const pathOf = (step: number) => join(timelinesFolder(folder()), first.id, `${step}.moment`);
  const before = await readFile(pathOf(1));
  before[before.length - 3] ^= 4;
  await writeFile(pathOf(1), before);
  await truncate(pathOf(2), 100);
  await rm(pathOf(6));
  await writeFile(join(pathOf(6), '..', '7.moment'), 'of nobody');

  const second = await goOn();
  expect((await second.rpc.getStatus(undefined)).run.step).toBe(9);
  const isThere = (_: unknown, index: number) => ![1, 2, 6].includes(past.moments[index].step);
  const back = await pastOf(second);
  expect(back.moments).toEqual(past.moments.filter(isThere));
  expect(back.traces).toEqual(past.traces.filter(isThere));
  await second.engine.end();
  expect(await filesOf(first.id)).toEqual([0, 4]);
});

test('the run resumes and its timeline continues even if all moments are lost', async () => {
  const first = await runOf(5);
  await first.engine.end();
  await rm(timelinesFolder(folder()), { recursive: true });
  const second = await goOn();
  await takeSteps(second, 1);
  expect((await second.rpc.getTimeline(undefined)).moments.map(({ step }) => step)).toEqual([6]);
});

test('a run saved by an older version resumes with a new timeline', async () => {
  const first = await runOf(5);
  await first.engine.end();
  const saved = createCheckpointFolder(folder());
  const work = await saved.load(first.id);
  await saved.save(first.id, { ...work, timeline: undefined });
  const second = await goOn();
  await takeSteps(second, 3);
  const steps = async ({ rpc }: Started) => (await rpc.getTimeline(undefined)).moments.map(({ step }) => step);
  expect(await steps(second)).toEqual([5, 6, 8]);
  await second.engine.end();
  expect(await steps(await goOn())).toEqual([5, 6, 8]);
});

test("a copy of a run shown elsewhere has its past, and leaves the original's alone", async () => {
  const first = await runOf(6);
  const past = await pastOf(first);
  await first.engine.end();
  await writeFile(join(folder(), 'open-runs', first.id), `${process.ppid} ${hostname()}`);
  const second = await goOn();
  expect(await pastOf(second)).toEqual(past);
  await takeSteps(second, 1);
  await second.engine.end();
  const { runId } = await second.rpc.getStatus(undefined);
  expect(runId).not.toBe(first.id);
  expect(await filesOf(first.id)).toEqual([0, 1, 2, 4]);
  expect(await filesOf(runId ?? '')).toEqual([0, 1, 2, 4, 6]);
});

test('removing a run removes its past', async () => {
  const first = await runOf(2);
  await first.engine.end();
  const second = await runOf(1);
  await second.engine.save();
  expect((await readdir(timelinesFolder(folder()))).sort()).toEqual([first.id, second.id].sort());
  await second.rpc.removeSavedRun({ id: first.id });
  expect(await readdir(timelinesFolder(folder()))).toEqual([second.id]);
});
