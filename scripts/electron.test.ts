import { expect, test } from 'vitest';
import { whyNotOpened, whyNoWindow } from './electron.ts';

test('on Linux a window needs a display and a person who is not root', () => {
  expect(whyNoWindow('linux', {}, false)).toBe('there is no display here');
  expect(whyNoWindow('linux', { DISPLAY: '' }, false)).toBe('there is no display here');
  expect(whyNoWindow('linux', { DISPLAY: ':0' }, true)).toBe('Electron does not run sandboxed as root');
  expect(whyNoWindow('linux', { DISPLAY: ':0' }, false)).toBeUndefined();
  expect(whyNoWindow('linux', { WAYLAND_DISPLAY: 'wayland-0' }, false)).toBeUndefined();
});

test('macOS and Windows always have a display', () => {
  expect(whyNoWindow('darwin', {}, false)).toBeUndefined();
  expect(whyNoWindow('win32', {}, false)).toBeUndefined();
});

test('an Electron that lacks its sandbox or its libraries is told from one that was closed or has failed', () => {
  expect(whyNotOpened('linux', 133)).toBe('Electron cannot run here, for the reason above');
  expect(whyNotOpened('linux', 127)).toBe('Electron misses libraries, named above');
  for (const code of [0, 1, 130, 143]) expect(whyNotOpened('linux', code)).toBeUndefined();
  expect(whyNotOpened('darwin', 133)).toBeUndefined();
});
