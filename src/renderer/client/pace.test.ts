import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPace, pieceBytes } from './pace.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const bytesPerSecond = 2 ** 24;
/** Above this rate the browser host closes the connection. */
const mostBytesPerSecond = 2 ** 25;

/** Sends pieces for ten seconds, each answered after `answerMs(number)`. @returns when each was sent */
async function sendFor10s(answerMs: (piece: number) => number, senders = 1): Promise<number[]> {
  const keepPace = createPace();
  const sent: number[] = [];
  const end = performance.now() + 10_000;
  const send = async () => {
    while (performance.now() < end) {
      sent.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, answerMs(sent.length)));
      await keepPace(pieceBytes);
    }
  };
  for (let sender = 0; sender < senders; sender++) void send();
  await vi.advanceTimersByTimeAsync(10_000);
  return sent;
}

function mostInASecond(sent: readonly number[]): number {
  return Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + 1_000).length)) * pieceBytes;
}

test('sends a file at full pace while answers come quickly', async () => {
  const sent = await sendFor10s(() => 20);
  expect(sent.length * pieceBytes).toBeGreaterThan(9.5 * bytesPerSecond);
  expect(mostInASecond(sent)).toBeLessThan(0.8 * mostBytesPerSecond);
});

test('does not catch up after a stall: no second exceeds the pace', async () => {
  const sent = await sendFor10s((piece) => (piece % 40 === 0 ? 2_000 : 1));
  expect(mostInASecond(sent)).toBeLessThan(0.8 * mostBytesPerSecond);
});

test('shares one pace among files that are sent at the same time', async () => {
  const sent = await sendFor10s(() => 1, 2);
  expect(mostInASecond(sent)).toBeLessThan(0.8 * mostBytesPerSecond);
});

test('sends four MNIST files within seconds from a hidden page, which wakes once a second', async () => {
  const wakeLate = globalThis.setTimeout;
  vi.stubGlobal('setTimeout', (act: () => void, delay: number) =>
    wakeLate(act, Math.ceil((performance.now() + delay) / 1_000) * 1_000 - performance.now()),
  );
  const keepPace = createPace();
  const begun = performance.now();
  const pieces = Math.ceil(55e6 / pieceBytes);
  let ended = Infinity;
  void (async () => {
    for (let piece = 0; piece < pieces; piece++) await keepPace(pieceBytes);
    ended = performance.now();
  })();
  await vi.advanceTimersByTimeAsync(120_000);
  vi.unstubAllGlobals();
  expect(ended - begun).toBeLessThan(10_000);
});
