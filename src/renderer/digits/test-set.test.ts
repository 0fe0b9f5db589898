import { expect, test, vi } from 'vitest';
import { createEngineClient } from '../client/engine-client.ts';
import { answersFrom, idleRun, startFakeEngine, statusWith } from '../client/testing/fake-engine.ts';
import { createTestSet, isStale } from './test-set.svelte.ts';
import type { EngineFunctions } from '../../protocol/api.ts';

function start(answers: Partial<EngineFunctions> = {}) {
  const onError = vi.fn();
  const testSet = createTestSet(onError);
  const engine = startFakeEngine(answers);
  const client = createEngineClient(engine.port, {} as Parameters<typeof createEngineClient>[1]);
  testSet.attach(client.ask);
  return { testSet, engine, onError };
}

test('fetches the digits in pieces, once', async () => {
  const { testSet, engine } = start();
  testSet.load(2_500);
  testSet.load(2_500);
  await vi.waitFor(() => {
    expect(testSet.images?.count).toBe(2_500);
  });
  testSet.load(2_500);
  expect(engine.asked.filter((name) => name === 'getTestDigits').length).toBe(3);
  expect(testSet.images?.labels[1_234]).toBe(4);
  expect(testSet.images?.pixels[1_234 * 784]).toBe(4);
});

test('replaces earlier answers, and keeps them when a count is cancelled', async () => {
  const told = answersFrom([[7, 7, 0.9]]);
  const getAnswers = vi.fn<EngineFunctions['getAnswers']>().mockResolvedValueOnce(told).mockResolvedValue(null);
  const { testSet } = start({ getAnswers });
  testSet.count();
  expect(testSet.counting).toBe(true);
  await vi.waitFor(() => {
    expect(testSet.answers).toEqual(told);
  });
  testSet.count();
  await vi.waitFor(() => {
    expect(testSet.counting).toBe(false);
  });
  expect(testSet.answers).toEqual(told);
});

test('rejects inconsistent answers', async () => {
  const crooked = answersFrom([[7, 7, 0.9]], { labelProbability: new Float32Array(2) });
  const { testSet, onError } = start({ getAnswers: () => Promise.resolve(crooked) });
  testSet.count();
  await vi.waitFor(() => {
    expect(onError).toHaveBeenCalled();
  });
  expect(testSet.answers).toBeNull();
});

test('marks answers as stale once the weights change or another network is shown', () => {
  const answers = answersFrom([], { step: 12, session: 3 });
  const at = (step: number, session = 3, origin: 'trained' | 'pretrained' = 'trained') =>
    statusWith({ session, run: { ...idleRun, step }, model: { ...statusWith().model, origin } });
  expect(isStale(answers, at(12))).toBe(false);
  expect(isStale(answers, at(13))).toBe(true);
  expect(isStale(answers, at(12, 4))).toBe(true);
  expect(isStale(answers, at(0, 3, 'pretrained'))).toBe(false);
});
