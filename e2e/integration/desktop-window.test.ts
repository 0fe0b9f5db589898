/** The built main process and preload script, on a fake of Electron with its limits. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { root } from './built.ts';
import type { ElectronFake } from './electron-fake/electron.ts';
import { endApp, startApp, startQuietApp } from './electron-fake/start-app.ts';

let fake: ElectronFake;

function theWindow() {
  expect(fake.windows).toHaveLength(1);
  return fake.windows[0];
}

function runOn(platform: string) {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform as NodeJS.Platform);
}

beforeEach(async () => {
  fake = await startQuietApp();
});

afterEach(() => endApp(fake));

describe('the window', () => {
  test('remembers its place, and has exactly these options', () => {
    expect(theWindow().given).toEqual({
      name: 'lab',
      windowStatePersistence: true,
      title: 'Gatescope',
      width: 1280,
      height: 800,
      minWidth: 1024,
      minHeight: 700,
      show: false,
      backgroundColor: '#0f1216',
      icon: join(root, 'resources', 'icons', '256x256.png'),
      // security-walls.test.ts checks them exactly.
      webPreferences: expect.any(Object) as object,
    });
  });

  test.each([
    ['dark', /^ *:root\[data-theme='dark'\] \{[^}]*--background: (#\w+)/m],
    ['light', /^:root \{[^}]*--background: (#\w+)/m],
  ])('has the background of the %s theme before it is painted', async (theme, pattern) => {
    const [, background] = pattern.exec(await readFile(join(root, 'src', 'renderer', 'theme.css'), 'utf8')) ?? [];
    const themed = await startApp({}, ({ electron }) => {
      electron.nativeTheme.shouldUseDarkColors = theme === 'dark';
    });
    const { given } = themed.windows[0];
    themed.electron.app.quit();

    expect(background).toBeDefined();
    expect(given).toMatchObject({ backgroundColor: background });
  });

  test('fits a laptop with enlarged pixels, and may be as small as its display', async () => {
    const small = await startApp({ workArea: { x: 0, y: 27, width: 1092, height: 587 } });
    const [window] = small.windows;
    expect(window.given).toMatchObject({ width: 1092, height: 555, minWidth: 1024, minHeight: 555 });
    expect(window.bounds).toEqual({ x: 0, y: 59, width: 1092, height: 555 });

    // It was restored from a larger display, or that was disconnected.
    window.setBounds({ x: 1500, y: 200, width: 1900, height: 1000 });
    small.electron.screen.emit('display-removed');
    expect(window.bounds).toEqual({ x: 0, y: 59, width: 1092, height: 555 });

    Object.assign(small.electron.screen.display, { workArea: { x: 0, y: 0, width: 1920, height: 1080 } });
    window.emit('move');
    expect(window.minimumSize).toEqual([1024, 700]);
    window.close();
    expect(small.electron.screen.listenerCount('display-removed')).toBe(0);
    small.electron.app.quit();
  });

  test('shows the page of the privileged scheme', () => {
    expect(theWindow().webContents.mainFrame.url).toBe('gatescope://app/index.html');
    expect(fake.told.schemes).toEqual([
      { scheme: 'gatescope', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  test('ends the app when it is closed on Windows', async () => {
    runOn('win32');
    theWindow().close();
    await vi.waitUntil(() => fake.told.quit, { timeout: 5_000 });
  });

  test.each(['activate', 'second-instance'])('leaves the app in the Dock of macOS; %s opens it again', (event) => {
    runOn('darwin');
    const [first] = fake.windows;
    first.close();
    expect(fake.told.quit).toBe(false);
    fake.electron.app.emit(event, {}, [], '/');

    expect(theWindow()).not.toBe(first);
    // macOS uses the program's icon.
    expect(theWindow().given).toEqual({ ...first.given, icon: undefined });
    expect(fake.engines).toHaveLength(1);
  });
});

test('quits a second instance without a window and without an engine', async () => {
  const second = await startApp({ firstInstance: false });

  expect(second.told.quit).toBe(true);
  expect([second.windows, second.engines]).toEqual([[], []]);
});

describe('the scheme', () => {
  const ask = (url: string, method = 'GET') => {
    const handler = fake.told.handlers.get('gatescope');
    if (!handler) throw new Error('The scheme has no handler.');
    return handler({ url, method });
  };

  test('serves the built page with its policy', async () => {
    const response = await ask('gatescope://app/index.html');

    expect(response.status).toBe(200);
    expect(await response.text()).toBe(await readFile(join(root, 'out', 'renderer', 'index.html'), 'utf8'));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
        "require-trusted-types-for 'script'; trusted-types svelte-trusted-html",
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  test('has nothing under other names', async () => {
    expect((await ask('gatescope://app/missing.html')).status).toBe(404);
  });

  test('answers GET only', async () => {
    expect((await ask('gatescope://app/index.html', 'POST')).status).toBe(404);
  });
});
