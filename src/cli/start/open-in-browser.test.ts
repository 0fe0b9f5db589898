import { expect, test } from 'vitest';
import { browserCommand, openInBrowser } from './open-in-browser.ts';

test.each([
  ['darwin', {}, ['open']],
  ['win32', {}, ['rundll32', 'url.dll,FileProtocolHandler']],
  ['linux', { DISPLAY: ':0' }, ['xdg-open']],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open']],
  ['linux', {}, null],
  ['linux', { BROWSER: 'my-browser' }, ['my-browser']],
] as const)('opens an address on %s with %o by %o', (platform, environment, command) => {
  expect(browserCommand(platform, environment)).toEqual(command);
});

test('reports what could not be opened', async () => {
  const leaving = (code: number) =>
    [process.execPath, '-e', `process.exit(process.argv[1] === 'address' ? ${code} : 3)`] as const;
  expect(await openInBrowser('address', leaving(0))).toBe(true);
  expect(await openInBrowser('address', leaving(1))).toBe(false);
  expect(await openInBrowser('address', ['no-such-browser-at-all'])).toBe(false);
  expect(await openInBrowser('address', null)).toBe(false);
});
