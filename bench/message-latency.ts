/**
 * How long does a message wait while the engine trains? Trains one whole epoch through the browser host, its evaluation
 * included, while a client draws: each pen move pins new pixels and waits for their trace, 60 times a second at most.
 * Prints the waiting times. Run: `npm run build && npx tsx bench/message-latency.ts`
 */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createBirpc } from 'birpc';
import { Packr } from 'msgpackr';
import { WebSocket } from 'ws';
import type { ClientFunctions, EngineFunctions } from '../src/protocol/api.ts';

const packr = new Packr({ moreTypes: true, structuredClone: true });
const penIntervalMs = 1000 / 60;

const host = spawn(process.execPath, [join(import.meta.dirname, '..', 'out', 'main', 'cli.js'), 'serve'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});

async function pageAddress(): Promise<URL> {
  for await (const line of createInterface(host.stdout)) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) return new URL(url);
  }
  throw new Error('The browser host did not start. Run "npm run build" first.');
}

const page = await pageAddress();
const socket = new WebSocket(`ws://${page.host}/engine${page.search}`, { origin: page.origin });
await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));

const seen = { epochDone: false, steps: 0, traces: 0 };
const client: ClientFunctions = {
  status: () => undefined,
  run: () => undefined,
  steps: ({ loss }) => (seen.steps += loss.length),
  epoch: () => (seen.epochDone = true),
  trace: () => (seen.traces += 1),
  failure(failure) {
    throw new Error(failure.message);
  },
};
const engine = createBirpc<EngineFunctions, ClientFunctions>(client, {
  post: (message) => {
    socket.send(packr.pack(message));
  },
  on: (listener) => {
    socket.on('message', (frame: Buffer) => {
      listener(packr.unpack(frame));
    });
  },
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
console.log(`one epoch: ${seen.steps} steps in ${seconds.toFixed(0)} s, ${seen.traces} live traces`);
console.log(
  `${waits.length} pen moves answered: median ${share(0.5)} ms, 99 % ${share(0.99)} ms, longest ${share(1)} ms`,
);
socket.close();
host.kill('SIGINT');
