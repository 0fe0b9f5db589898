// Holds P20.
/** Strangers who hold connections, and clients who send more than a page would. */

import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { closeCodes } from '../protocol/bridge.ts';
import { ask, closing, dial, exchange, open, packr, startTestHost, type TestHost } from './testing/host.ts';

/** As many as the host accepts at once. */
const mostConnections = 64;

/** Code of a WebSocket that ended without a closing frame. */
const cutOff = 1006;

/** Retries until there is room for one more connection; returns the milliseconds that took. */
async function waitForRoom(port: number): Promise<number> {
  const begun = performance.now();
  while (performance.now() - begun < 25_000) {
    const answered = await ask(port, '/').catch(() => null);
    if (answered) return performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return Infinity;
}

const upgrade = 'GET /engine HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';

describe.concurrent('connections that strangers hold without a token', () => {
  test.each<[string, (connection: Socket, port: number) => unknown, { within: number }]>([
    ['say nothing', (connection) => connection.resume(), { within: 10_000 }],
    [
      'never finish a request',
      (connection) => connection.resume().write('GET / HTTP/1.1\r\nHost: '),
      { within: 10_000 },
    ],
    [
      'send a header now and then',
      (connection) => {
        connection.resume().write('GET / HTTP/1.1\r\n');
        const drip = setInterval(() => connection.write('X-More: 1\r\n'), 300);
        connection.once('close', () => {
          clearInterval(drip);
        });
      },
      { within: 10_000 },
    ],
    [
      'promise a body and keep it',
      (connection, port) =>
        connection.resume().write(`POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 1000000000\r\n\r\n.`),
      { within: 10_000 },
    ],
    [
      'do not take their answer',
      (connection, port) =>
        connection.pause().write(`GET /assets/index-1a2b.js HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`),
      { within: 20_000 },
    ],
    [
      'stay after they were refused a socket',
      (connection) => connection.resume().write(`${upgrade}Host: x\r\n\r\n`),
      { within: 5_000 },
    ],
    [
      'speak another language',
      (connection) => connection.resume().write('\x16\x03\x01\x02\x00\x01'),
      { within: 5_000 },
    ],
  ])('are dropped, while an open page stays, where they %s', async (_, misbehave, { within }) => {
    const host = await startTestHost({ script: '0;'.repeat(4 * 2 ** 20) });
    const page = await open(host);
    const strangers = await Promise.all(Array.from({ length: mostConnections - 1 }, () => dial(host.port)));
    for (const stranger of strangers) misbehave(stranger, host.port);

    expect(await exchange(page, 'alive')).toBe('alive');
    expect(await waitForRoom(host.port)).toBeLessThan(within);
    expect(await exchange(page, 'alive')).toBe('alive');
    for (const stranger of strangers) stranger.destroy();
    await host.close();
  });
});

describe('connections beyond the limit', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await startTestHost();
  });
  afterAll(() => host.close());

  test('are closed at once, a thousand of them, and the page goes on', async () => {
    const page = await open(host);
    let closed = 0;
    const strangers: Socket[] = [];
    for (let count = 0; count < 1_000; count += 1) {
      const stranger = await dial(host.port);
      strangers.push(stranger.resume().once('end', () => (closed += 1)));
    }
    await vi.waitFor(() => {
      expect(closed).toBeGreaterThan(1_000 - mostConnections);
    });

    expect(await exchange(page, 'alive')).toBe('alive');
    for (const stranger of strangers) stranger.destroy();
  });
});

describe('a client with the token that floods', () => {
  let host: TestHost;
  beforeEach(async () => {
    host = await startTestHost();
  });
  afterEach(() => host.close());

  /** One frame as in RFC 6455, masked with zeros. */
  const frame = (opcode: number, final: boolean, length = 0) =>
    Buffer.from([(final ? 0x80 : 0) | opcode, 0x80 | length, 0, 0, 0, 0, ...new Uint8Array(length)]);

  test('is cut off on pings before the answers fill the memory', async () => {
    const [flooder, other] = await Promise.all([open(host), open(host)]);
    for (let sent = 0; sent < 5_000; sent += 1) flooder.ping();

    expect(await closing(flooder)).toEqual({ code: cutOff, reason: '' });
    expect(await exchange(other, 'alive')).toBe('alive');
  });

  test('is closed after 32 MiB of big frames in a second', async () => {
    const [flooder, other] = await Promise.all([open(host), open(host)]);
    const closed = closing(flooder);
    // All within one second, however long this machine takes.
    vi.useFakeTimers({ toFake: ['performance'] });
    // The tests' engine does not answer such a message.
    const big = packr.pack({ flood: 0, ballast: new Uint8Array(1_000_000) });
    for (let sent = 0; sent < 40; sent += 1) flooder.send(big);

    expect(await closed).toEqual({ code: closeCodes.tooMany, reason: 'The page sends too much.' });
    expect(await exchange(other, 'alive')).toBe('alive');
    vi.useRealTimers();
  });

  test.each([
    ['with pieces of a message that never ends', frame(0, false, 1)],
    ['with empty pieces', frame(0, false)],
  ])('is closed %s', async (_, piece) => {
    const [flooder, other] = await Promise.all([open(host), open(host)]);
    const closed = closing(flooder);
    const raw = (flooder as unknown as { _socket: Socket })._socket;
    raw.write(frame(2, false));
    raw.write(Buffer.concat(new Array<Buffer>(1_100).fill(piece)));

    expect(await closed).toMatchObject({ code: closeCodes.tooMany });
    expect(await exchange(other, 'alive')).toBe('alive');
  });

  test('cannot have its frames compressed, which a few bytes could make huge', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/engine?token=${host.token}`, {
      origin: `http://127.0.0.1:${host.port}`,
      perMessageDeflate: true,
    });
    await once(socket, 'open');

    expect(socket.extensions).toBe('');
  });
});
