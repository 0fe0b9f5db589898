import { expect, test } from 'vitest';
import { whyNotOpened, whyNoWindow } from './electron.ts';

test('needs a display and a user other than root for a window on Linux', () => {
  expect(whyNoWindow('linux', {}, false)).toBe('there is no display here');
  expect(whyNoWindow('linux', { DISPLAY: '' }, false)).toBe('there is no display here');
  expect(whyNoWindow('linux', { DISPLAY: ':0' }, true)).toBe('Electron does not run sandboxed as root');
  expect(whyNoWindow('linux', { DISPLAY: ':0' }, false)).toBeUndefined();
  expect(whyNoWindow('linux', { WAYLAND_DISPLAY: 'wayland-0' }, false)).toBeUndefined();
});

test('always has a display on macOS and Windows', () => {
  expect(whyNoWindow('darwin', {}, false)).toBeUndefined();
  expect(whyNoWindow('win32', {}, false)).toBeUndefined();
});

test('tells an Electron without its sandbox or libraries from one that was closed or failed', () => {
  expect(whyNotOpened('linux', 133)).toBe('Electron cannot run here, for the reason above');
  expect(whyNotOpened('linux', 127)).toBe('Electron misses libraries, named above');
  for (const code of [0, 1, 130, 143]) expect(whyNotOpened('linux', code)).toBeUndefined();
  expect(whyNotOpened('darwin', 133)).toBeUndefined();
});
