import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeCodes } from '../protocol/bridge.ts';
import { longestEndMs } from '../protocol/host.ts';
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
  ])('%s is refused', async (_, overrides) => {
    expect(await refusal(connect(host, overrides))).toBe(403);
  });

  test('a stranger who hangs up while being refused disturbs nobody', async () => {
    for (let visit = 0; visit < 20; visit += 1) {
      const stranger = await dial(host.port);
      stranger.write('GET /engine HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      await new Promise((resolve) => setTimeout(resolve, visit));
      stranger.resetAndDestroy();
    }
    expect(await exchange(await open(host), 'alive')).toBe('alive');
  });

  test('the page may, under either name of this machine', async () => {
    const socket = connect(host, { origin: `http://localhost:${host.port}` });
    await once(socket, 'open');

    expect(await exchange(socket, { hello: 1 })).toEqual({ hello: 1 });
  });
});

describe('messages', () => {
  test('cross with their types: typed arrays, bigger than any frame that may come in, undefined and null', async () => {
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

  test('two clients each get their own answers', async () => {
    const [first, second] = await Promise.all([open(host), open(host)]);
    const answers = await Promise.all([exchange(first, 'one'), exchange(second, 'two'), exchange(first, 'one')]);

    expect(answers).toEqual(['one', 'two', 'one']);
  });

  test('a frame above a mebibyte closes its client alone', async () => {
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
  ])('%s closes its client alone', async (_, frame, code) => {
    const [garbler, other] = await Promise.all([open(host), open(host)]);
    garbler.send(frame);

    expect(await closing(garbler)).toMatchObject({ code });
    expect(await exchange(other, 'alive')).toBe('alive');
  });

  test('a client that floods is closed, and the engine hears no more of it', async () => {
    const [flooder, other] = await Promise.all([open(host), open(host)]);
    let answers = 0;
    flooder.on('message', () => (answers += 1));
    const closed = closing(flooder);
    for (let sent = 0; sent < 5_000; sent += 1) flooder.send(packr.pack(sent));

    expect(await closed).toEqual({ code: closeCodes.tooMany, reason: 'The page asks too much.' });
    expect(answers).toBeLessThanOrEqual(1_000);
    expect(await exchange(other, 'alive')).toBe('alive');
  });

  test('a client that does not read is closed before its messages fill the memory', async () => {
    const socket = await open(host);
    socket.pause();
    socket.send(packr.pack({ flood: 200 }));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    socket.resume();
    let received = 0;
    socket.on('message', () => (received += 1));

    expect(await closing(socket)).toEqual({ code: closeCodes.tooSlow, reason: 'The page does not keep up.' });
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

  test('closes its clients with a word to come again, and serves them when they do', async () => {
    const bystander = await open(host);
    const [crasher, other] = await Promise.all([crash(), closing(bystander)]);

    expect(crasher).toEqual({ code: closeCodes.engineRestarting, reason: 'The engine stopped and is starting again.' });
    expect(other).toEqual(crasher);
    expect(await exchange(await open(host), 'again')).toBe('again');
    expect(host.log).toEqual([
      'The engine stopped unexpectedly (asked to crash). It is being started again; what was saved of the run can be resumed.',
    ]);
  });

  test('is given up after the fourth time in a minute, with one sentence, until a person asks for it', async () => {
    for (let time = 1; time <= 4; time += 1) await crash();

    expect(await closing(await open(host))).toEqual({
      code: closeCodes.engineFailed,
      reason: 'The engine stopped, and starts again when asked.',
    });
    expect(host.log.at(-1)).toBe(
      'The engine stopped unexpectedly (asked to crash). It is started again when somebody asks for it.',
    );

    const again = await open(host, { token: `${host.token}&again` });
    expect(await exchange(again, 'back')).toBe('back');
    expect(await exchange(await open(host), 'here, too')).toBe('here, too');
  });
});

test('a taken port is one sentence that says what to do', async () => {
  await expect(startTestHost({ port: host.port })).rejects.toThrow(
    `Port ${host.port} is taken by another program: choose another with --port, or leave it out.`,
  );
});

test('closing the host does not wait long for an engine that does not end', async () => {
  const short = await startTestHost();
  expect(await exchange(await open(short), 'stay')).toBe('stay');
  const begun = performance.now();
  await short.close();
  expect(performance.now() - begun).toBeLessThan(2 * longestEndMs);
});

test('closing the host ends its connections and frees its port', async () => {
  const short = await startTestHost();
  const socket = await open(short);
  const closed = closing(socket);
  await short.close();
  const successor = await startTestHost({ port: short.port });
  await successor.close();

  expect(await closed).toMatchObject({ code: closeCodes.goingAway });
});
