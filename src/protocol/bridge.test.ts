import { expect, test } from 'vitest';
import { mayRestart, securityHeaders } from './bridge.ts';

test('restarts the engine after three crashes in a minute, but not after a fourth', () => {
  expect(mayRestart([0, 10_000, 20_000])).toBe(true);
  expect(mayRestart([0, 10_000, 20_000, 59_999])).toBe(false);
});

test('forgets crashes older than a minute', () => {
  expect(mayRestart([0, 10_000, 20_000, 60_000])).toBe(true);
});

test('a page may run only its own scripts and connect only where its host says', () => {
  const policy = securityHeaders(['ws://127.0.0.1:8028'])['Content-Security-Policy'].split('; ');

  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:8028");
});
