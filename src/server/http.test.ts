// Holds P20.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStaticFiles } from './http.ts';
import { ask, startTestHost, type TestHost } from './testing/host.ts';

let host: TestHost;

beforeAll(async () => {
  host = await startTestHost();
});

afterAll(() => host.close());

describe('the page', () => {
  test('opens at the printed address, under the loopback names alone', async () => {
    const { pathname, search } = new URL(host.url);

    expect(await ask(host.port, `${pathname}${search}`)).toMatchObject({
      status: 200,
      body: '<!doctype html><title>page</title>',
    });
    expect(
      await ask(host.port, `/?token=${host.token}`, { headers: { host: `localhost:${host.port}` } }),
    ).toMatchObject({
      status: 200,
    });
  });

  test.each(['/', '/index.html', '/?token=', '/?token=0123456789abcdef0123456789abcdef'])(
    'stays closed at %s, and names the address to open',
    async (target) => {
      const { status, body } = await ask(host.port, target);

      expect(status).toBe(403);
      expect(body).toBe('Open the whole address that Gatescope printed: the token in it is missing or out of date.\n');
    },
  );

  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1.evil.example'])(
    'is not shown under the foreign name %s',
    async (name) => {
      expect(await ask(host.port, `/?token=${host.token}`, { headers: { host: name } })).toMatchObject({ status: 403 });
    },
  );
});

test('serves a script of the page with its type, and to HEAD without its body', async () => {
  const got = await ask(host.port, '/assets/index-1a2b.js');
  const head = await ask(host.port, '/assets/index-1a2b.js', { method: 'HEAD' });

  expect(got).toMatchObject({ status: 200, body: 'export {};' });
  expect(got.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(head).toMatchObject({ status: 200, body: '' });
  expect(head.headers['content-length']).toBe('10');
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
  const { status, headers } = await ask(host.port, `/?token=${host.token}`, { method });

  expect(status).toBe(405);
  expect(headers.allow).toBe('GET, HEAD');
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%5csecret.txt',
  '/assets/..%252f..%252fsecret.txt',
  '//etc/passwd',
  '/assets',
  '/assets/index.js.map',
  'http://127.0.0.1/secret.txt',
  '/%',
  '/%00',
])('has nothing at %j', async (target) => {
  expect(await ask(host.port, target)).toMatchObject({ status: 404, body: 'Not found.\n' });
});

test('leads to no path outside the renderer, however it is built', async () => {
  const part = fc.constantFrom(
    '..',
    '.',
    '',
    '%2e%2e',
    '..%2f',
    '..%5c',
    '%252e%252e',
    '\\..',
    'assets',
    'renderer',
    'secret.txt',
  );
  const target = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => `/${parts.join('/')}`);

  await fc.assert(
    fc.asyncProperty(target, async (path) => {
      const { status, body } = await ask(host.port, path);
      // The page itself is found by every way back to the root, and stays closed without its token.
      expect([403, 404]).toContain(status);
      expect(body).not.toContain('secret');
    }),
    { numRuns: 300 },
  );
});

test('has the security headers on every answer, including refusals', async () => {
  for (const target of [`/?token=${host.token}`, '/', '/nothing']) {
    const { headers } = await ask(host.port, target);

    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
        `connect-src 'self' ws://127.0.0.1:${host.port} ws://localhost:${host.port}; base-uri 'none'; ` +
        "form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
        "require-trusted-types-for 'script'; trusted-types svelte-trusted-html",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  }
});

test('reports a renderer that is not built, and how to build it', () => {
  const nowhere = join(tmpdir(), 'gatescope-no-such-folder');
  expect(() => readStaticFiles(nowhere)).toThrow(`There is no page to show in ${nowhere}: run "npm run build" first.`);
});
