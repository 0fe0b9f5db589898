// Holds P20.
/** Requests that no page of the host would send, byte for byte. */

import { once } from 'node:events';
import { createConnection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask, connect, refusal, say, startTestHost, type TestHost } from './testing/host.ts';

let host: TestHost;

beforeAll(async () => {
  host = await startTestHost();
});

afterAll(() => host.close());

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

/** The status of a request sent verbatim; `PORT` and `TOKEN` are replaced. */
async function statusOf(...lines: string[]): Promise<number> {
  const request = [...lines, 'Connection: close', '', ''].join('\r\n');
  return status(await say(host.port, request.replaceAll('PORT', String(host.port)).replaceAll('TOKEN', host.token)));
}

const ownHost = 'Host: 127.0.0.1:PORT';
const page = 'GET /?token=TOKEN HTTP/1.1';

describe('the token', () => {
  test.each([
    ['twice', 'token=TOKEN&token=TOKEN'],
    ['behind a wrong one', 'token=0&token=TOKEN'],
    ['before a wrong one', 'token=TOKEN&token=0'],
    ['cut off', 'token=TOKEN_'],
    ['with something after it', 'token=TOKEN0'],
    ['under another name', 'Token=TOKEN'],
    ['in brackets', 'token[]=TOKEN'],
    ['with a null byte', 'token=TOKEN%00'],
    ['with a space', 'token=%20TOKEN'],
  ])('opens neither page nor socket %s', async (_, query) => {
    const filled = query.replace('TOKEN_', host.token.slice(0, -1)).replaceAll('TOKEN', host.token);

    expect((await ask(host.port, `/?${filled}`)).status).toBe(403);
    const origin = `http://127.0.0.1:${host.port}`;
    expect(await refusal(new WebSocket(`ws://127.0.0.1:${host.port}/engine?${filled}`, { origin }))).toBe(403);
  });

  test.each(['Authorization: Bearer TOKEN', 'Cookie: token=TOKEN', 'X-Token: TOKEN', 'Referer: http://x/?token=TOKEN'])(
    'counts in the address alone, not as %s',
    async (header) => {
      expect(await statusOf('GET / HTTP/1.1', ownHost, header)).toBe(403);
    },
  );

  test('never appears in an answer, a redirect, a cookie or the log', async () => {
    for (const target of [
      `/?token=${host.token}`,
      '/?token=x',
      `/nothing?token=${host.token}`,
      '/assets/index-1a2b.js',
    ]) {
      const { headers, body } = await ask(host.port, target);

      expect(JSON.stringify(headers) + body).not.toContain(host.token);
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['referrer-policy']).toBe('no-referrer');
    }
    expect(host.log).toEqual([]);
  });

  test('differs at each start and has 128 random bits', async () => {
    const other = await startTestHost();
    await other.close();

    expect(other.token).toMatch(/^[0-9a-f]{32}$/);
    expect(other.token).not.toBe(host.token);
  });
});

describe('a name that is not the host’s own', () => {
  test.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1:1',
    '127.0.0.1',
    'localhost',
    'localhost.:PORT',
    '127.0.0.1.:PORT',
    '127.1:PORT',
    '2130706433:PORT',
    '0x7f000001:PORT',
    '0.0.0.0:PORT',
    '[::1]:PORT',
    '[::ffff:127.0.0.1]:PORT',
    'evil.example@127.0.0.1:PORT',
    '127.0.0.1:PORT, evil.example',
    '127.0.0.1:PORT evil.example',
    '',
  ])('shows no page and opens no socket as %j', async (name) => {
    expect(await statusOf(page, `Host: ${name}`)).toBe(403);
    const upgrade = ['Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='];
    const origin = 'Origin: http://127.0.0.1:PORT';
    expect(await statusOf('GET /engine?token=TOKEN HTTP/1.1', `Host: ${name}`, origin, ...upgrade)).toBe(403);
  });

  test('is refused before the right one too', async () => {
    expect(await statusOf(page, 'Host: evil.example', ownHost)).toBe(403);
    expect(await statusOf(page, ownHost, 'host: evil.example')).toBe(403);
    expect(await statusOf(page, ownHost, ownHost)).toBe(403);
  });

  test('is required', async () => {
    expect(await statusOf(page)).toBe(400);
    expect(await statusOf('GET /?token=TOKEN HTTP/1.0')).toBe(403);
  });
});

test.each([
  'http://evil.example/?token=TOKEN',
  'http://127.0.0.1:PORT/?token=TOKEN',
  'https://127.0.0.1:PORT/?token=TOKEN',
  '@evil.example/?token=TOKEN',
  ':80/?token=TOKEN',
  '?token=TOKEN',
  'file:///etc/passwd',
])('gets nothing with %s in the request line instead of a path', async (target) => {
  expect([400, 404]).toContain(await statusOf(`GET ${target} HTTP/1.1`, ownHost));
});

describe('another site', () => {
  const from = (site: string, mode: string, dest: string) => ({
    'sec-fetch-site': site,
    'sec-fetch-mode': mode,
    'sec-fetch-dest': dest,
  });

  test.each([
    ['a script', from('cross-site', 'no-cors', 'script')],
    ['an image', from('same-site', 'no-cors', 'image')],
    ['a fetch', from('cross-site', 'cors', 'empty')],
    ['a frame', from('cross-site', 'navigate', 'iframe')],
    ['an embedded object', from('cross-site', 'navigate', 'object')],
  ])('gets nothing for %s, even with the token', async (_, headers) => {
    for (const target of [`/?token=${host.token}`, '/assets/index-1a2b.js']) {
      expect((await ask(host.port, target, { headers })).status).toBe(403);
    }
  });

  test('may link to the address, which still requires the token', async () => {
    const headers = from('cross-site', 'navigate', 'document');

    expect((await ask(host.port, `/?token=${host.token}`, { headers })).status).toBe(200);
    expect((await ask(host.port, '/', { headers })).status).toBe(403);
  });

  test('is allowed nothing in advance (CORS preflight)', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'GET' };
    const answer = await ask(host.port, `/?token=${host.token}`, { method: 'OPTIONS', headers });

    expect(answer.status).toBe(405);
    const names = Object.keys(answer.headers);
    expect(names.filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test.each([
    'http://127.0.0.1:PORT.evil.example',
    'http://127.0.0.1:PORT/',
    'https://127.0.0.1:PORT',
    'http://[::1]:PORT',
    'http://localhost.:PORT',
    'http://127.0.0.1',
    'file://',
    'gatescope://app',
  ])('opens no socket as %s', async (origin) => {
    const filled = origin.replace('PORT', String(host.port));
    expect(await refusal(connect(host, { origin: filled }))).toBe(403);
  });
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', 'OPTIONS'])('refuses %s', async (method) => {
  expect(await statusOf(`${method} /?token=TOKEN HTTP/1.1`, ownHost)).toBe(405);
});

test('reaches nothing through the host as a proxy', async () => {
  expect(await say(host.port, 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\n')).toBe('');
});

test.each([
  ['a header without an end', `X: ${'a'.repeat(20_000)}`, 431],
  ['a header with a null byte', 'X: a\0b', 400],
  ['two lengths', 'Content-Length: 1\r\nContent-Length: 2', 400],
  ['a length and chunks', 'Content-Length: 1\r\nTransfer-Encoding: chunked', 400],
])('refuses %s', async (_, header, expected) => {
  expect(await statusOf(page, ownHost, header)).toBe(expected);
});

test('reaches the host at no other address of this machine', async () => {
  const addresses = Object.values(networkInterfaces()).flatMap((list = []) => list.map(({ address }) => address));
  const others = new Set([...addresses, '127.0.0.2', '::1']);
  others.delete('127.0.0.1');

  for (const address of others) {
    const connection = createConnection(host.port, address);
    await expect(once(connection, 'connect'), address).rejects.toThrow();
  }
});
