import { expect, test } from 'vitest';
import type { PersonalDigits } from '../../protocol/personal.ts';
import { defaultConfig } from '../../domain/recipe/config.ts';
import { initialWeights } from '../models/initial-weights.ts';
import type { StoredModel } from '../models/storage.ts';
import { until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';
import { eachTestItsFolder } from '../testing/user-folder.ts';

const config = { ...defaultConfig, units: 12 };
const pretrained: StoredModel = { config, weights: initialWeights(config, 1), metadata: null };

const folder = eachTestItsFolder();
const engines = enginesOn(500, 100);

function start() {
  return engines.start({ pretrained: { value: pretrained }, userDirectory: folder() });
}

/** Training digits posing as a person's own. */
function own(count: number): PersonalDigits {
  const { images, labels } = engines.digits.train;
  return {
    images: images.slice(0, count * 784),
    labels: labels.slice(0, count),
    answers: new Uint8Array(count).fill(255),
    times: Float64Array.from({ length: count }, (_, index) => index),
  };
}

test('digits are kept, announced to every client, relabelled and removed, and survive a restart', async () => {
  const { rpc, told } = start();
  expect(await rpc.getPersonal(undefined)).toEqual({ count: 0, version: 0, saved: true, fineTuning: null });
  expect(await rpc.keepDigits(own(3))).toMatchObject({ count: 3, saved: true });
  await until(() => told.personal.at(-1)?.count === 3);
  const { ids, labels } = await rpc.getPersonalDigits(undefined);
  expect([...labels]).toEqual([...engines.digits.train.labels.subarray(0, 3)]);
  await rpc.relabelDigits({ ids: [ids[0]], label: 8 });
  await rpc.removeDigits({ ids: [ids[1]] });
  const after = await start().rpc.getPersonalDigits(undefined);
  expect(after.ids).toEqual([ids[0], ids[2]]);
  expect([...after.labels]).toEqual([8, labels[2]]);
  expect(after.images).toEqual(Uint8Array.from([...own(1).images, ...own(3).images.subarray(2 * 784)]));
});

test('the present network reads them, and the answers name their set and weights', async () => {
  const { rpc } = start();
  const kept = await rpc.keepDigits(own(20));
  const answers = await rpc.evaluatePersonal(undefined);
  expect(answers).toMatchObject({ version: kept.version, session: 1, step: 0 });
  expect(answers.confusion.reduce((sum, count) => sum + count, 0)).toBe(20);
  for (const [index, answer] of answers.answers.entries()) {
    const source = { kind: 'drawing', pixels: own(20).images.slice(index * 784, (index + 1) * 784) } as const;
    const trace = await rpc.pin({ source });
    const last = [...(trace?.probabilities.subarray(-10) ?? [])];
    expect(last.indexOf(Math.max(...last))).toBe(answer);
  }
});

test('refuses anything but digits of 28×28 bytes, and keeps none of it', async () => {
  const { rpc } = start();
  const good = own(2);
  const bad = [
    { ...good, labels: Uint8Array.of(1, 10) },
    { ...good, answers: Uint8Array.of(10, 0) },
    { ...good, images: good.images.subarray(1) },
    { ...good, times: Float64Array.of(0, NaN) },
    own(0),
  ];
  for (const digitsGiven of bad)
    await expect(rpc.keepDigits(digitsGiven)).rejects.toMatchObject({ kind: 'invalidRequest' });
  await expect(rpc.relabelDigits({ ids: ['../secret'], label: 1 })).rejects.toMatchObject({ kind: 'invalidRequest' });
  expect((await rpc.getPersonal(undefined)).count).toBe(0);
});

test('fine-tuning replaces the network, measures before and after, and can be undone', async () => {
  const { rpc, told } = start();
  await rpc.keepDigits(own(30));
  const before = await rpc.evaluatePersonal(undefined);
  await rpc.fineTune({ seed: 1 });
  await expect(rpc.fineTune({ seed: 1 })).rejects.toMatchObject({ kind: 'invalidRequest' });
  await until(() => told.personal.at(-1)?.fineTuning?.phase === 'done');
  const tuned = told.personal.at(-1)?.fineTuning;
  expect(tuned).toMatchObject({ step: 300, totalSteps: 300, kept: 10 });
  expect((tuned?.learned ?? 0) + (tuned?.heldBack ?? 0)).toBe(30);
  const last = tuned?.checks.at(-1);
  expect(last?.learnedAccuracy).toBeGreaterThan(tuned?.checks[0].learnedAccuracy ?? 1);
  const status = await rpc.getStatus(undefined);
  expect(status.model).toMatchObject({ origin: 'fineTuned', testAccuracy: last?.testAccuracy });
  expect(status).toMatchObject({ session: 2, formerSession: 1 });
  const after = await rpc.evaluatePersonal(undefined);
  const right = after.confusion.filter((_, cell) => cell % 11 === 0).reduce((sum, count) => sum + count, 0);
  const measured =
    (last?.learnedAccuracy ?? 0) * (tuned?.learned ?? 0) + (last?.heldBackAccuracy ?? 0) * (tuned?.heldBack ?? 0);
  expect(right).toBeCloseTo(measured, 5);
  expect(await rpc.undoRestart(undefined)).toBe(true);
  expect((await rpc.getStatus(undefined)).model.origin).toBe('pretrained');
  expect((await rpc.evaluatePersonal(undefined)).answers).toEqual(before.answers);
});

test('refuses to fine-tune on too few digits, and says how many are needed', async () => {
  const { rpc } = start();
  await rpc.keepDigits(own(9));
  await expect(rpc.fineTune({ seed: 1 })).rejects.toMatchObject({
    kind: 'personalTooFew',
    message: 'Fine-tuning needs at least 10 of your digits, but there are only 9: keep a few more.',
  });
});

test('cancelling fine-tuning leaves the network unchanged', async () => {
  const { rpc, told } = start();
  await rpc.keepDigits(own(30));
  await rpc.fineTune({ seed: 1 });
  await until(() => (told.personal.at(-1)?.fineTuning?.checks.length ?? 0) > 0);
  await rpc.stopFineTuning(undefined);
  expect((await rpc.getPersonal(undefined)).fineTuning).toMatchObject({ phase: 'stopped', kept: null });
  expect(await rpc.getStatus(undefined)).toMatchObject({ session: 1, model: { origin: 'pretrained' } });
  expect(told.failures).toEqual([]);
});

test('fine-tuning does not replace a network shown in the meantime', async () => {
  const { rpc, told } = start();
  await rpc.keepDigits(own(30));
  await rpc.fineTune({ seed: 1 });
  await rpc.step(undefined);
  await until(() => told.personal.at(-1)?.fineTuning?.phase === 'outrun');
  expect((await rpc.getStatus(undefined)).model.origin).toBe('trained');
});
