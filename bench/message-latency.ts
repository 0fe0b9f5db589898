/**
 * Measures how long messages wait while the engine trains. Trains one whole epoch through the browser host, including
 * its evaluation, while a client draws: each pen move pins new pixels and waits for their trace, at most 60 times a
 * second. Prints the waiting times. Run: `npm run build && npx tsx bench/message-latency.ts`
 */

import { connectTo, startHost } from './engine-connection.ts';

const penIntervalMs = 1000 / 60;

const { page, stop } = await startHost();
const seen = { epochDone: false, steps: 0, traces: 0 };
const { engine, disconnect } = await connectTo(page, {
  steps: ({ loss }) => (seen.steps += loss.length),
  epoch: () => (seen.epochDone = true),
  trace: () => (seen.traces += 1),
});

await engine.trainEpoch(undefined);
const started = performance.now();
const waits: number[] = [];
while (!seen.epochDone) {
  const sent = performance.now();
  const pixels = Uint8Array.from({ length: 784 }, () => (Math.random() < 0.2 ? 255 : 0));
  await engine.pin({ source: { kind: 'drawing', pixels } });
  const wait = performance.now() - sent;
  waits.push(wait);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, penIntervalMs - wait)));
}
const seconds = (performance.now() - started) / 1000;
waits.sort((a, b) => a - b);
const share = (part: number) => waits[Math.floor(part * (waits.length - 1))].toFixed(1);
console.log(`one epoch: ${seen.steps} steps in ${seconds.toFixed(1)} s, ${seen.traces} live traces`);
console.log(
  `${waits.length} pen moves answered: median ${share(0.5)} ms, 99 % ${share(0.99)} ms, longest ${share(1)} ms`,
);
disconnect();
stop();
