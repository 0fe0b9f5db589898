import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Mnist } from '../../../domain/digit-set.ts';
import type { Quantity, Question } from '../messages.ts';
import { createAnswerer } from './answer.ts';
import type { Contestant, Prepared } from './contestant.ts';

const digits = { train: { count: 60_000 }, test: { count: 10_000 } } as Mnist;

const about = (quantity: Quantity, more: Partial<Question> = {}): Question => ({
  ...{
    quantity,
    cell: 'lstm',
    units: 128,
    model: null,
    batch: 128,
    threads: 2,
    seconds: 0,
    warmUp: 0,
    seed: 1,
    ...more,
  },
});

/** Counts its calls; `networks` counts how many networks it builds. */
function contestant(more: Partial<Prepared> = {}) {
  const prepared = {
    trainStep: vi.fn(() => Promise.resolve(128)),
    readBatch: vi.fn(() => Promise.resolve(128)),
    readDigit: vi.fn(() => Promise.resolve()),
    dispose: vi.fn(),
    ...more,
  };
  const prepare = vi.fn(() => Promise.resolve(prepared));
  return { title: 'Fake', prepare, prepared } satisfies Contestant & { prepared: Prepared };
}

test('warms up a new network once for each quantity, and keeps it', async () => {
  const { prepared, ...fake } = contestant();
  const answer = createAnswerer(fake, digits);
  for (let round = 0; round < 3; round++) expect(await answer(about('train'))).toBeGreaterThan(0);
  await answer(about('infer'));

  expect(fake.prepare).toHaveBeenCalledTimes(1);
  expect(prepared.trainStep).toHaveBeenCalledTimes(1 + 3);
  expect(prepared.readBatch).toHaveBeenCalledTimes(1 + 1);
});

test('replaces the last network by another', async () => {
  const { prepared, ...fake } = contestant();
  const answer = createAnswerer(fake, digits);
  await answer(about('digit'));
  await answer(about('digit', { units: 256 }));

  expect(fake.prepare).toHaveBeenCalledTimes(2);
  expect(prepared.dispose).toHaveBeenCalledTimes(1);
});

test('measures for at least the given time', async () => {
  const { prepared, ...fake } = contestant({
    readDigit: vi.fn(() => sleep(5)),
  });
  const started = performance.now();
  const milliseconds = await createAnswerer(fake, digits)(about('digit', { seconds: 0.1 }));

  expect(performance.now() - started).toBeGreaterThan(100);
  expect(milliseconds).toBeGreaterThan(4);
  expect(milliseconds).toBeLessThan(50);
  expect(prepared.trainStep).not.toHaveBeenCalled();
});

test('starts from fresh weights on the way to an accuracy, and tests every 50 steps', async () => {
  const accuracy = vi.fn<() => Promise<number>>().mockResolvedValueOnce(0.9).mockResolvedValueOnce(0.981);
  const { prepared, ...fake } = contestant({ accuracy });
  const answer = createAnswerer(fake, digits);
  await answer(about('train'));
  const stepsBefore = vi.mocked(prepared.trainStep).mock.calls.length;
  expect(await answer(about('accuracy'))).toBeGreaterThan(0);

  expect(fake.prepare).toHaveBeenCalledTimes(2);
  expect(prepared.trainStep).toHaveBeenCalledTimes(stepsBefore + 100);
});

test('gives up on an accuracy after five epochs', async () => {
  const { prepared, ...fake } = contestant({ accuracy: () => Promise.resolve(0.97) });

  await expect(createAnswerer(fake, digits)(about('accuracy'))).rejects.toThrow('did not reach it in 5 epochs');
  expect(prepared.trainStep).toHaveBeenCalledTimes(5 * 469);
});

test.each<Quantity>(['trace', 'evaluate', 'accuracy', 'peak'])(
  'does not measure %s where it is not offered',
  async (one) => {
    const { prepared, ...fake } = contestant();
    await expect(createAnswerer(fake, digits)(about(one))).rejects.toThrow('not measured');
    expect(prepared.trainStep).not.toHaveBeenCalled();
  },
);

test('reports memory in MiB, after training', async () => {
  const { prepared, ...fake } = contestant();
  const mebibytes = await createAnswerer(fake, digits)(about('memory'));

  expect(prepared.trainStep).toHaveBeenCalled();
  expect(mebibytes).toBeGreaterThan(process.memoryUsage.rss() / 2 ** 20 / 4);
  expect(mebibytes).toBeLessThan(100_000);
});
