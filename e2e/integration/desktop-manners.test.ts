// Holds P33, P36.
/** The built main process on the desktop: its menu, taskbar, notifications and update check. */

import { readFile, rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { homepage, version } from '../../package.json';
import { channels } from '../../src/protocol/bridge.ts';
import { bridgeOf, menuItem, resting, training } from './electron-fake/desktop-page.ts';
import type { ElectronFake } from './electron-fake/electron.ts';
import { endApp, startApp, startQuietApp } from './electron-fake/start-app.ts';

let fake: ElectronFake;
beforeEach(async () => {
  fake = await startQuietApp();
});
afterEach(() => endApp(fake));

const labels = ({ told }: ElectronFake) => told.menu.map(({ label }) => label);
const tell = (...args: Parameters<ReturnType<typeof bridgeOf>['tellState']>) => {
  bridgeOf(fake).tellState(...args);
};

describe('the menu', () => {
  test("speaks the system's language until the page reports another, also at the next start", async () => {
    expect(labels(fake)).toEqual(['File', 'Edit', 'View', 'Training', 'Window', 'Help']);
    tell({ ...resting, locale: 'ko', language: 'ko' });
    expect(labels(fake)).toEqual(['파일', '편집', '보기', '학습', '창', '도움말']);
    fake.electron.app.quit();
    const again = await startApp({ home: fake.home });
    again.electron.app.quit();
    expect(labels(again)).toEqual(labels(fake));
    expect(again.told.about.copyright).toContain('라이선스');

    const korean = await startApp({ locale: 'ko-KR' });
    korean.electron.app.quit();
    expect(labels(korean)).toEqual(labels(fake));
    await rm(korean.home, { recursive: true, force: true });
  });

  test('offers what the page can do, and sends it the choices', () => {
    expect(menuItem(fake, 'Training', 'Train').enabled).toBe(false);
    tell(resting);
    expect(menuItem(fake, 'Training', 'Train').enabled).toBe(true);
    tell(training);
    expect(menuItem(fake, 'Training', 'One Step').enabled).toBe(false);

    const heard = vi.fn();
    const unsubscribe = bridgeOf(fake).onMenuCommand(heard);
    menuItem(fake, 'Training', 'Pause').click?.();
    menuItem(fake, 'View', 'Theme', 'Dark').click?.();
    unsubscribe();
    menuItem(fake, 'File', 'Settings …').click?.();
    expect(heard.mock.calls).toEqual([['trainOrPause'], ['themeDark']]);
  });

  test('stays as it is while only the progress changes, so that it does not close during use', () => {
    tell(training);
    const { menu } = fake.told;
    tell({ ...training, progress: 0.5 });
    expect(fake.told.menu).toBe(menu);
  });

  test('offers no training once the page is gone', () => {
    tell(resting);
    fake.windows[0].webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    expect(menuItem(fake, 'Training', 'Train').enabled).toBe(true);
    fake.windows[0].webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    expect(menuItem(fake, 'Training', 'Train').enabled).toBe(false);
  });
});

test('trusts only the page itself, and only valid states', () => {
  const { webContents } = fake.windows[0];
  const { menu } = fake.told;
  const korean = { ...resting, locale: 'ko' };
  webContents.receive(channels.pageState, [korean], { url: 'https://example.org/', parent: null });
  webContents.receive(channels.pageState, [korean], { url: webContents.mainFrame.url, parent: webContents.mainFrame });
  const malformed = [
    undefined,
    null,
    'ko',
    { ...korean, locale: '../de' },
    { ...korean, languages: [{ code: 'de', name: 'x'.repeat(61) }] },
    { ...korean, progress: 2 },
    { ...korean, progress: Number.NaN },
    { ...korean, ended: 'x'.repeat(301) },
    { ...korean, more: 1 },
  ];
  for (const state of malformed) webContents.receive(channels.pageState, [state]);
  expect(fake.told.menu).toBe(menu);
  webContents.receive(channels.pageState, [korean]);
  expect(fake.told.menu).not.toBe(menu);
});

describe('a run', () => {
  test('shows on the taskbar, and keeps the machine awake', () => {
    tell(training);
    expect(fake.windows[0].progress).toEqual([0.25]);
    tell({ ...training, progress: 0.5 });
    expect(fake.windows[0].progress).toEqual([0.5]);
    expect(fake.asked.blockers.size).toBe(1);
    tell({ ...resting, phase: 'paused' });
    expect(fake.windows[0].progress).toEqual([-1]);
    expect(fake.asked.blockers.size).toBe(0);
  });

  test.each([
    ['win32', [1, { mode: 'error' }]],
    ['linux', [-1]],
  ] as const)('that failed is marked on the taskbar of Windows alone (%s)', async (platform, progress) => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
    const other = await startApp();
    bridgeOf(other).tellState({ ...resting, failed: true });
    expect(other.windows[0].progress).toEqual(progress);
    other.electron.app.quit();
    await rm(other.home, { recursive: true, force: true });
  });

  test('that ended is told once to who looks elsewhere; a click brings the window', () => {
    const ended = { ...resting, phase: 'finished', ended: 'Training finished: 99.1%.' } as const;
    tell(training);
    tell(ended);
    tell({ ...ended, room: 'digits' });
    expect(fake.asked.notifications.map(({ options }) => options.body)).toEqual(['Training finished: 99.1%.']);
    fake.windows[0].hide();
    fake.asked.notifications[0].emit('click');
    expect(fake.windows[0]).toMatchObject({ visible: true, focused: true });

    tell(training);
    tell(ended);
    expect(fake.asked.notifications).toHaveLength(1);
  });

  test('that ended is not told to who does not want it', () => {
    tell(training);
    tell({ ...resting, phase: 'finished', ended: 'Training finished.', tellsEnd: false });
    expect(fake.asked.notifications).toEqual([]);
  });

  test('goes on behind a closed window on macOS, whose page stays to tell its end', async () => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin');
    const mac = await startApp();
    mac.windows[0].show();
    bridgeOf(mac).tellState(training);
    mac.windows[0].close();
    expect(mac.windows).toMatchObject([{ visible: false }]);
    mac.electron.app.emit('activate');
    expect(mac.windows).toMatchObject([{ visible: true }]);

    mac.electron.app.emit('before-quit', {});
    mac.windows[0].close();
    expect(mac.windows).toEqual([]);
    mac.electron.app.quit();
    await rm(mac.home, { recursive: true, force: true });
  });
});

test('the About panel names the version and what the window is made of', () => {
  expect(fake.told.about).toMatchObject({
    applicationName: 'Gatescope',
    applicationVersion: version,
    version: expect.stringMatching(/^Electron 45\.5\.0, Chromium /) as string,
    // GTK reads no archive; there the file is beside it.
  });
});

test('shows the licences of the included software in their folder', async () => {
  menuItem(fake, 'Help', 'Licences of Included Software').click?.();
  const [path] = fake.asked.revealed;
  expect(await readFile(path, 'utf8')).toMatch(/^# Licenses/);
});

describe('updates', () => {
  const check = async (answer: () => Promise<Response>) => {
    fake.answers.fetch = answer;
    fake.answers.button = 'Open the page';
    menuItem(fake, 'Help', 'Check for Updates …').click?.();
    await vi.waitFor(() => {
      expect(fake.asked.boxes).toHaveLength(1);
    });
    return fake.asked.boxes[0].message;
  };
  const release = (tag: unknown) => () => Promise.resolve(Response.json({ tag_name: tag }));
  const unknown = 'The check for a newer version failed. Try again later.';

  test('are not looked for by itself', () => {
    tell(resting);
    expect(fake.asked.fetched).toEqual([]);
  });

  test('that there are, are offered, and lead to the page of releases alone', async () => {
    expect(await check(release('v0.10.0'))).toBe('Version 0.10.0 is out.');
    const page = `${homepage}/releases/latest`;
    await vi.waitFor(() => {
      expect(fake.asked.opened).toEqual([page]);
    });
    expect(fake.asked.fetched).toHaveLength(1);
    expect(fake.asked.fetched[0].url).toMatch(/^https:\/\/api\.github\.com\/repos\/[\w-]+\/[\w-]+\/releases\/latest$/);
    expect(fake.asked.fetched[0].init).toMatchObject({ credentials: 'omit', redirect: 'error' });
  });

  test.each(['v0.1.0', '0.1.0', 'v0.0.9'])('older or the same (%s) is no news', async (tag) => {
    expect(await check(release(tag))).toBe(`You have the newest version, ${version}.`);
    expect(fake.asked.opened).toEqual([]);
  });

  test.each([
    ['no network', () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED'))],
    ['no release yet', () => Promise.resolve(new Response('{}', { status: 404 }))],
    ['no JSON', () => Promise.resolve(new Response('<html>'))],
    ['another form', release(7)],
    ['a strange name', release('v1.0.0; rm -rf /')],
  ])('cannot be found out where there is %s', async (_case, answer) => {
    expect(await check(answer)).toBe(unknown);
    expect(fake.asked.opened).toEqual([]);
  });
});
