// Holds P21.
import { expect, test, vi } from 'vitest';
import { createTurns } from './request-turns.ts';

function createPort() {
  let close = () => undefined as unknown;
  return { onClose: (listener: () => void) => (close = listener), close: () => close() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('starts requests in order: the first at once, then one each time other clients had a turn', async () => {
  const takeTurn = createTurns(createPort());
  const begun: number[] = [];
  const all = [1, 2, 3].map((number) => takeTurn(() => Promise.resolve(begun.push(number))));
  expect(begun).toEqual([1]);
  await turn();
  expect(begun).toEqual([1, 2]);
  await Promise.all(all);
  expect(begun).toEqual([1, 2, 3]);
});

test('does not start requests of a disconnected client', async () => {
  const port = createPort();
  const takeTurn = createTurns(port);
  const work = vi.fn(() => Promise.resolve('done'));
  const pins = Array.from({ length: 900 }, () => takeTurn(work));
  port.close();
  const ends = await Promise.allSettled(pins);
  expect(work).toHaveBeenCalledTimes(1);
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(899);
});
