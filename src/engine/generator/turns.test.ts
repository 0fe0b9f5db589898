import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

function start(maxWaiting: number) {
  const turns = createTurns(maxWaiting);
  const begun: string[] = [];
  const work = (name: string) => async () => {
    begun.push(name);
    await Promise.resolve();
    return name;
  };
  return { turns, begun, work };
}

test('training and completions alternate while both are queued', async () => {
  const { turns, begun, work } = start(9);
  const drawing = ['a', 'b', 'c'].map((name) => turns.complete(work(name)));
  const training = ['1', '2', '3', '4'].map((name) => turns.train(work(name)));
  expect(await Promise.all([...drawing, ...training])).toEqual(['a', 'b', 'c', '1', '2', '3', '4']);
  expect(begun.join('')).toBe('a1b2c34');
});

test('a failure rejects only its own promise', async () => {
  const { turns, work } = start(9);
  const failing = turns.train(() => {
    throw new Error('no');
  });
  const after = turns.complete(work('after'));
  await expect(failing).rejects.toThrow('no');
  expect(await after).toBe('after');
});

test('refuses completions beyond the limit, but never training', async () => {
  const { turns, begun, work } = start(1);
  const asked = ['a', 'b', 'c'].map((name) => turns.complete(work(name)));
  const training = turns.train(work('1'));
  const ends = await Promise.allSettled(asked);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(await training).toBe('1');
  expect(begun.join('')).toBe('a1b');
});
