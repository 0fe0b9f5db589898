// Holds P5.
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { defaultConfig } from '../../domain/recipe/config.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';
import { startTestBackend } from '../testing/start.ts';
import { eachTestItsFolder } from '../testing/user-folder.ts';

/** Not the network that the next run's recipe makes. */
const config = { ...defaultConfig, units: 12 };
const pretrained = { value: { config, weights: initialWeights(config, 1), metadata: null } };

beforeAll(startTestBackend);
const folder = eachTestItsFolder();
const engines = enginesOn(500, 100);

const start = () => engines.start({ pretrained, userDirectory: folder() });

async function fineTuned() {
  const client = start();
  const { images, labels } = engines.digits.train;
  const given = { images: images.slice(0, 30 * 784), labels: labels.slice(0, 30) };
  await client.rpc.keepDigits({ ...given, answers: new Uint8Array(30).fill(255), times: new Float64Array(30) });
  await client.rpc.fineTune({ seed: 1 });
  await until(() => client.told.personal.at(-1)?.fineTuning?.phase === 'done');
  return client;
}

test('a fine-tuned network is on disk when its end is announced, and comes back bit for bit', async () => {
  const { rpc } = await fineTuned();
  // What a kill at this moment leaves: the engine gets no more messages.
  const { rpc: next } = start();
  const [kept, ...others] = await next.getSavedRuns(undefined);
  const before = await rpc.getStatus(undefined);
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ id: before.runId, origin: 'fineTuned', testAccuracy: before.model.testAccuracy });
  await next.resumeRun({ id: kept.id });
  expect((await next.getStatus(undefined)).model).toEqual(before.model);
  expect((await next.getStatus(undefined)).recipe).toEqual(before.recipe);
  const file = { format: 'gatescope', run: null } as const;
  const weightsIn = async ({ exportModel }: typeof rpc) => unzipSync((await exportModel(file)).bytes)['weights.bin'];
  expect(await weightsIn(next)).toEqual(await weightsIn(rpc));
});

test('a fine-tuned network survives shutdown, undo and later runs until it is removed', async () => {
  const { engine, rpc } = await fineTuned();
  const { runId } = await rpc.getStatus(undefined);
  await rpc.undoRestart(undefined);
  expect((await rpc.getSavedRuns(undefined)).map(({ id }) => id)).toEqual([runId]);
  const exported = await rpc.exportModel({ format: 'gatescope', run: runId });
  expect(JSON.parse(strFromU8(unzipSync(exported.bytes)['metadata.json']))).toMatchObject({ begunFrom: 'fineTuned' });
  await engine.end();
  const { rpc: next } = start();
  expect((await next.getSavedRuns(undefined)).map(({ origin }) => origin)).toEqual(['fineTuned']);
  await next.removeSavedRun({ id: runId ?? '' });
  expect(await next.getSavedRuns(undefined)).toEqual([]);
});
