/** The browser host with the built engine and the built page, used as the page does. */

import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { closeCodes } from '../../src/protocol/bridge.ts';
import { socketAddress } from '../../src/renderer/client/connect.ts';
import { createEngineClient } from '../../src/renderer/client/engine-client.ts';
import { portFromSocket } from '../../src/renderer/client/ports.ts';
import { startServer, type RunningServer } from '../../src/server/index.ts';
import { assets, enginePath, rendererDirectory } from './built.ts';
import { ignoreEvents } from '../../src/protocol/testing/ignore-events.ts';

let host: RunningServer;

beforeAll(async () => {
  host = await startServer({ assets, enginePath, rendererDirectory });
});

afterAll(() => host.close());

async function openSocket(): Promise<WebSocket> {
  const page = new URL(host.url);
  const socket = new WebSocket(socketAddress(page), { origin: page.origin });
  socket.binaryType = 'arraybuffer';
  await once(socket, 'open');
  return socket;
}

/** The WebSocket of the `ws` package has all that is used of the browser's, under its own types. */
function clientOver(socket: WebSocket) {
  return createEngineClient(portFromSocket(socket as unknown as globalThis.WebSocket), ignoreEvents);
}

test('serves the page and everything that it names', async () => {
  const html = await (await fetch(host.url)).text();
  const names = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name);

  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect((await fetch(new URL(name, host.url))).status, name).toBe(200);
});

test('carries an untouched image, and returns its trace in typed arrays', async () => {
  const client = clientOver(await openSocket());
  const pixels = Uint8Array.from({ length: 784 }, (_, index) => (index * 7) % 256);
  const trace = await client.ask('pin', { source: { kind: 'drawing', pixels } });
  client.close();

  expect(trace?.pixels).toEqual(pixels);
  expect(trace?.layers[0].matrices.forgetGate).toBeInstanceOf(Float32Array);
  expect(trace?.layers[0].matrices.forgetGate?.length).toBe(28 * (trace?.units ?? 0));
});

test('answers or ignores an invalid message, and the engine survives', async () => {
  const socket = await openSocket();
  for (const frame of [[0xc0], [0x2a], [0x80], [0x90], [0xa1, 0x41]]) socket.send(Uint8Array.from(frame));
  const client = clientOver(socket);

  expect((await client.ask('getStatus', undefined)).run.phase).toBe('idle');
  client.close();
});

test('trains on for others when a page leaves', async () => {
  const leaving = clientOver(await openSocket());
  const staying = clientOver(await openSocket());
  await leaving.ask('step', undefined);
  leaving.close();
  await staying.ask('step', undefined);

  expect((await staying.ask('getStatus', undefined)).run.step).toBe(2);
  staying.close();
});

test('notifies its pages when the host closes', async () => {
  const other = await startServer({ assets, enginePath, rendererDirectory });
  const page = new URL(other.url);
  const socket = new WebSocket(socketAddress(page), { origin: page.origin });
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await other.close();

  expect((await closed)[0]).toBe(closeCodes.goingAway);
});
