import { expect, test } from 'vitest';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';

const recipe = { ...defaultRecipe, units: 16, batchSize: 50, epochs: 4 };
const engines = enginesOn(500, 10_000);

async function start(pool = engines.pool) {
  const client = engines.start({ pool });
  await client.rpc.restart({ recipe });
  return client;
}

test("test answers agree with the evaluation and with each digit's trace", async () => {
  const { rpc } = await start();
  await rpc.step(undefined);
  const answers = await rpc.getAnswers(undefined);
  const evaluation = await rpc.evaluate(undefined);
  expect(answers).toMatchObject({ step: 1, session: 2, confusion: evaluation?.confusion });
  for (const index of [0, 5_000, 9_999]) {
    const trace = await rpc.pin({ source: { kind: 'test', index } });
    const last = trace?.probabilities.slice(-10) ?? new Float32Array();
    const answer = last.indexOf(Math.max(...last));
    expect(answers?.answers[index]).toBe(answer);
    // Float32, summed in a different order.
    expect(answers?.answerProbability[index]).toBeCloseTo(last[answer], 5);
    expect(answers?.labelProbability[index]).toBeCloseTo(last[engines.digits.test.labels[index]], 5);
  }
});

test('caches answers until the weights change, and leaves the history untouched', async () => {
  let orders = 0;
  const { rpc } = await start({
    ...engines.pool,
    attach(memory, plan) {
      const attached = engines.pool.attach(memory, plan);
      const run = (order: Parameters<typeof attached.run>[0]) => (orders++, attached.run(order));
      return { ...attached, run };
    },
  });
  await rpc.step(undefined);
  const before = orders;
  const first = await rpc.getAnswers(undefined);
  const after = orders;
  expect(after).toBeGreaterThan(before);
  const again = await rpc.getAnswers(undefined);
  expect(orders).toBe(after);
  expect(again).toEqual(first);
  expect((await rpc.getHistory(undefined)).epochs).toEqual([]);
  await rpc.step(undefined);
  const next = await rpc.getAnswers(undefined);
  expect(next?.step).toBe(2);
  expect(next?.answerProbability).not.toEqual(first?.answerProbability);
});

test('answers requested during training belong to one step, and cancelling lets training continue', async () => {
  const { rpc, told } = await start();
  await rpc.train(undefined);
  const cancelled = rpc.getAnswers(undefined);
  await rpc.cancelAnswers(undefined);
  expect(await cancelled).toBeNull();
  const answers = await rpc.getAnswers(undefined);
  expect(answers?.confusion.reduce((sum, count) => sum + count, 0)).toBe(10_000);
  await until(() => told.statuses.at(-1)?.run.phase === 'finished');
  expect(told.statuses.at(-1)?.run.step).toBe(40);
});

test('fetches several test digits at once, fewer at the end', async () => {
  const { rpc } = await start();
  const { images, labels } = await rpc.getTestDigits({ first: 9_990, count: 100 });
  expect(labels.length).toBe(10);
  expect(images).toEqual(Uint8Array.from(engines.digits.test.images.subarray(9_990 * 784)));
  await expect(rpc.getTestDigits({ first: 0, count: 1_001 })).rejects.toMatchObject({ kind: 'invalidRequest' });
});
