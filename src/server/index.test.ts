import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeCodes } from '../protocol/bridge.ts';
import {
  closing,
  connect,
  dial,
  exchange,
  open,
  packr,
  refusal,
  startTestHost,
  type TestHost,
} from './testing/host.ts';
import { limits } from '../domain/limits/limits.ts';

let host: TestHost;

beforeEach(async () => {
  host = await startTestHost();
});

afterEach(() => host.close());

describe('who may connect', () => {
  test.each([
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['a program without an origin', { origin: '' }],
    ['a sandboxed frame or a file', { origin: 'null' }],
    ['a page under a foreign name', { headers: { host: 'evil.example' } }],
    ['a client with a wrong token', { token: '0123456789abcdef0123456789abcdef' }],
    ['a client with an empty token', { token: '' }],
    ['a client at another path', { path: '/other' }],
  ])('refuses %s', async (_, overrides) => {
    expect(await refusal(connect(host, overrides))).toBe(403);
  });

  test('survives a stranger who hangs up while being refused', async () => {
    for (let visit = 0; visit < 20; visit += 1) {
      const stranger = await dial(host.port);
      stranger.write('GET /engine HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      await new Promise((resolve) => setTimeout(resolve, visit));
      stranger.resetAndDestroy();
    }
    expect(await exchange(await open(host), 'alive')).toBe('alive');
  });

  test('lets the page in, under either name of this machine', async () => {
    const socket = connect(host, { origin: `http://localhost:${host.port}` });
    await once(socket, 'open');

    expect(await exchange(socket, { hello: 1 })).toEqual({ hello: 1 });
  });
});

describe('messages', () => {
  test('cross with their types: typed arrays, larger than any incoming frame may be, undefined and null', async () => {
    const socket = await open(host);
    const message = {
      gates: Float32Array.from({ length: 28 * 512 }, (_, unit) => unit / 7),
      pixels: new Uint8Array([0, 128, 255]).subarray(1),
      confusion: new Uint32Array([2 ** 32 - 1]),
      nothing: null,
      missing: undefined,
      mean: 0.1 + 0.2,
    };
    expect(await exchange(socket, message)).toEqual(message);
  });

  test('reach the client that asked, of two', async () => {
    const [first, second] = await Promise.all([open(host), open(host)]);
    const answers = await Promise.all([exchange(first, 'one'), exchange(second, 'two'), exchange(first, 'one')]);

    expect(answers).toEqual(['one', 'two', 'one']);
  });

  test('close only the client whose frame exceeds a mebibyte', async () => {
    const [greedy, other] = await Promise.all([open(host), open(host)]);
    greedy.send(Buffer.alloc(2 ** 20 + 1));

    expect(await closing(greedy)).toMatchObject({ code: closeCodes.tooBig });
    expect(await exchange(other, 'alive')).toBe('alive');
  });

  test.each([
    ['a cut value', packr.pack({ hello: 'world' }).subarray(0, -2), closeCodes.invalidPayload],
    ['noise', Buffer.from('GET / HTTP/1.1'), closeCodes.invalidPayload],
    ['an empty frame', Buffer.alloc(0), closeCodes.invalidPayload],
    ['text', '{"hello":"world"}', closeCodes.unsupportedData],
  ])('close only the client that sends %s', async (_, frame, code) => {
    const [garbler, other] = await Promise.all([open(host), open(host)]);
    garbler.send(frame);

    expect(await closing(garbler)).toMatchObject({ code });
    expect(await exchange(other, 'alive')).toBe('alive');
  });

  test('close a client that floods, and the engine gets no more of them', async () => {
    const [flooder, other] = await Promise.all([open(host), open(host)]);
    let answers = 0;
    flooder.on('message', () => (answers += 1));
    const closed = closing(flooder);
    for (let sent = 0; sent < 5_000; sent += 1) flooder.send(packr.pack(sent));

    expect(await closed).toEqual({ code: closeCodes.tooMany, reason: 'The page sends too much.' });
    expect(answers).toBeLessThanOrEqual(1_000);
    expect(await exchange(other, 'alive')).toBe('alive');
  });

  test('close a client that does not read before they fill the memory', async () => {
    const socket = await open(host);
    socket.pause();
    socket.send(packr.pack({ flood: 200 }));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    socket.resume();
    let received = 0;
    socket.on('message', () => (received += 1));

    expect(await closing(socket)).toEqual({ code: closeCodes.tooSlow, reason: 'The page reads too slowly.' });
    expect(received).toBeGreaterThan(63);
    expect(received).toBeLessThan(90);
  });
});

describe('an engine that dies', () => {
  async function crash() {
    const socket = await open(host);
    socket.send(packr.pack('crash'));
    return closing(socket);
  }

  test('closes its clients with a reason to come back, and serves them when they do', async () => {
    const bystander = await open(host);
    const [crasher, other] = await Promise.all([crash(), closing(bystander)]);

    expect(crasher).toEqual({ code: closeCodes.engineRestarting, reason: 'The engine stopped and is restarting.' });
    expect(other).toEqual(crasher);
    expect(await exchange(await open(host), 'again')).toBe('again');
    expect(host.log).toEqual([
      'The engine stopped unexpectedly (asked to crash). It restarts now; a saved run can be resumed.',
    ]);
  });

  test('is given up after the fourth crash in a minute, with one sentence, and restarts on request', async () => {
    for (let time = 1; time <= 4; time += 1) await crash();

    expect(await closing(await open(host))).toEqual({
      code: closeCodes.engineFailed,
      reason: 'The engine stopped; it restarts on request.',
    });
    expect(host.log.at(-1)).toBe(
      'The engine stopped unexpectedly (asked to crash). After repeated crashes it restarts only on request.',
    );

    const again = await open(host, { token: `${host.token}&again` });
    expect(await exchange(again, 'back')).toBe('back');
    expect(await exchange(await open(host), 'here, too')).toBe('here, too');
  });
});

test('says in one sentence what to do about a taken port', async () => {
  await expect(startTestHost({ port: host.port })).rejects.toThrow(
    `Port ${host.port} is taken by another program: choose another with --port, or omit it.`,
  );
});

test('does not wait long on closing for an engine that does not end', async () => {
  const short = await startTestHost();
  expect(await exchange(await open(short), 'stay')).toBe('stay');
  const begun = performance.now();
  await short.close();
  expect(performance.now() - begun).toBeLessThan(2 * limits.maxEndMs);
});

test('ends its connections and frees its port on closing', async () => {
  const short = await startTestHost();
  const socket = await open(short);
  const closed = closing(socket);
  await short.close();
  const successor = await startTestHost({ port: short.port });
  await successor.close();

  expect(await closed).toMatchObject({ code: closeCodes.goingAway });
});
