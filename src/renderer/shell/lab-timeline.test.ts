import { afterEach, expect, test, vi } from 'vitest';
import type { Timeline } from '../../protocol/timeline.ts';
import { createLab } from './lab.svelte.ts';
import { type FakeEngine, startFakeEngine, statusWith, traceAnswering } from '../client/testing/fake-engine.ts';

const timelineOf = (steps: readonly number[], session = 1): Timeline => ({
  session,
  moments: steps.map((step) => ({ step, epoch: step / 10, trainLoss: step === 0 ? null : 1, testAccuracy: null })),
});
const answering = (digit: number) => Array.from({ length: 28 }, () => digit);

const started: FakeEngine[] = [];
afterEach(() => {
  for (const engine of started.splice(0)) engine.close();
});

/**
 * A Lab whose engine has these moments, answers 3 in the past and 7 now, and after step s with probability s / 100 for
 * 1.
 */
async function start(steps: readonly number[] = [0, 1, 4, 9], answers: Parameters<typeof startFakeEngine>[0] = {}) {
  const asked: { after: number }[] = [];
  const looked: { session: number; step: number }[] = [];
  const engine = startFakeEngine({
    getTimeline: () => Promise.resolve(timelineOf(steps)),
    traceAt: ({ session, step, source }) => {
      looked.push({ session, step });
      return Promise.resolve({ ...traceAnswering(answering(3), source), step });
    },
    readingThroughTime: ({ session, after }) => {
      asked.push({ after });
      const later = steps.filter((step) => step > after);
      const probabilities = Float32Array.from({ length: 10 * later.length }, (_, cell) =>
        cell % 10 === 1 ? later[Math.floor(cell / 10)] / 100 : 0,
      );
      return Promise.resolve({ session, steps: Uint32Array.from(later), probabilities });
    },
    ...answers,
  });
  started.push(engine);
  const lab = createLab();
  lab.connection.opened(engine.port);
  await vi.waitFor(() => {
    expect(lab.timeline.moments.length).toBe(steps.length);
    expect(lab.score.trace).not.toBeNull();
  });
  return { engine, lab, asked, looked };
}

const lastAnswer = ({ score }: ReturnType<typeof createLab>) =>
  score.trace?.probabilities.slice(-10).indexOf(Math.fround(0.9));

test('starts now, at the last moment', async () => {
  const { lab, looked } = await start();
  expect(lab.timeline.index).toBe(3);
  expect(looked).toEqual([]);
  expect(lastAnswer(lab)).toBe(7);
});

test('shows how the network read at a past moment, whatever events say of the present', async () => {
  const { engine, lab, looked } = await start();
  lab.timeline.goTo(1);
  await vi.waitFor(() => {
    expect(lastAnswer(lab)).toBe(3);
  });
  expect(looked).toEqual([{ session: 1, step: 1 }]);
  expect([lab.timeline.index, lab.score.trace?.step]).toEqual([1, 1]);
  engine.emit('trace', traceAnswering(answering(7)));
  lab.score.show({ kind: 'test', index: 5 });
  await vi.waitFor(() => {
    expect(lab.score.trace?.source).toEqual({ kind: 'test', index: 5 });
  });
  expect(lastAnswer(lab)).toBe(3);
});

test('is live again at the last moment', async () => {
  const { engine, lab } = await start();
  lab.timeline.goTo(0);
  await vi.waitFor(() => {
    expect(lastAnswer(lab)).toBe(3);
  });
  lab.timeline.goTo(3);
  await vi.waitFor(() => {
    expect(lastAnswer(lab)).toBe(7);
  });
  expect(lab.score.moment).toBeNull();
  engine.emit('trace', traceAnswering(answering(2)));
  await vi.waitFor(() => {
    expect(lastAnswer(lab)).toBe(2);
  });
});

test('stays at a past moment while others are added, and moves to the nearest when it is dropped', async () => {
  const { engine, lab, looked } = await start();
  lab.timeline.goTo(2);
  engine.emit('timeline', timelineOf([0, 1, 4, 9, 16]));
  await vi.waitFor(() => {
    expect(lab.timeline.moments.length).toBe(5);
  });
  expect([lab.timeline.index, looked.length]).toEqual([2, 1]);
  engine.emit('timeline', timelineOf([0, 1, 6, 16, 25]));
  await vi.waitFor(() => {
    expect(looked.at(-1)?.step).toBe(6);
  });
  expect(lab.timeline.index).toBe(2);
});

test('leaves the past for another session, which has its own moments', async () => {
  const { engine, lab } = await start();
  lab.timeline.goTo(1);
  await vi.waitFor(() => {
    expect(lastAnswer(lab)).toBe(3);
  });
  engine.emit('status', statusWith({ session: 2 }));
  await vi.waitFor(() => {
    expect(lab.timeline.moments).toEqual([]);
    expect(lastAnswer(lab)).toBe(7);
  });
  engine.emit('timeline', timelineOf([0, 1], 1));
  engine.emit('timeline', timelineOf([0, 1, 2], 2));
  await vi.waitFor(() => {
    expect(lab.timeline.moments.length).toBe(3);
  });
});

test('returns to the present when the engine already shows another session', async () => {
  const { lab } = await start([0, 1, 4], { traceAt: () => Promise.resolve(null) });
  lab.timeline.goTo(0);
  await vi.waitFor(() => {
    expect(lab.score.moment).toBeNull();
    expect(lastAnswer(lab)).toBe(7);
  });
});

test('asks once for the answers to the digit, then only for those of added moments', async () => {
  const steps = [0, 1, 4];
  const { engine, lab, asked } = await start(steps);
  expect(Number.isNaN(lab.timeline.answers[1])).toBe(true);
  lab.timeline.follow();
  await vi.waitFor(() => {
    expect([1, 11, 21].map((cell) => lab.timeline.answers[cell])).toEqual([0, 0.01, 0.04].map(Math.fround));
  });
  lab.timeline.follow();
  steps.push(9);
  engine.emit('timeline', timelineOf([0, 4, 9]));
  await vi.waitFor(() => {
    expect(lab.timeline.moments.at(-1)?.step).toBe(9);
  });
  lab.timeline.follow();
  await vi.waitFor(() => {
    expect([1, 11, 21].map((cell) => lab.timeline.answers[cell])).toEqual([0, 0.04, 0.09].map(Math.fround));
  });
  expect(asked).toEqual([{ after: -1 }, { after: 4 }]);
  lab.score.show({ kind: 'test', index: 8 });
  lab.timeline.follow();
  await vi.waitFor(() => {
    expect(asked.at(-1)).toEqual({ after: -1 });
  });
});

test('rejects moments out of order, and answers that are not ten for each', async () => {
  const { engine, lab } = await start();
  engine.emit('timeline', timelineOf([4, 1]));
  await vi.waitFor(() => {
    expect(lab.notices.list).toMatchObject([{ kind: 'error' }]);
  });
  expect(lab.timeline.moments.length).toBe(4);
});

test('reports why a moment cannot be shown', async () => {
  const { lab } = await start([0, 1, 4], { traceAt: () => Promise.reject(new Error('no room')) });
  lab.timeline.goTo(0);
  await vi.waitFor(() => {
    expect(lab.notices.list).toMatchObject([{ kind: 'error', error: { message: 'no room' } }]);
  });
});
