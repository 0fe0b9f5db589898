// Holds P30, P33.
/** The window on the desktop: its menu, a second start, its end, and a file that already exists. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWindowHost, type WindowHost } from '../hosts/window-host.ts';
import { button, prediction, stepsDone, trainButton } from '../journeys/fixtures.ts';
import { expect, test } from './fixtures.ts';

const menuLabels = (desktop: WindowHost) =>
  desktop.app().evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));

/** The item with these labels, one below the other. @returns whether it can be chosen; null where there is none */
function choose(desktop: WindowHost, labels: readonly string[], click = true): Promise<boolean | null> {
  return desktop.app().evaluate(
    ({ Menu }, [wanted, clicks]) => {
      let menu = Menu.getApplicationMenu();
      let found = null;
      for (const label of wanted) {
        found = menu?.items.find((item) => item.label === label) ?? null;
        menu = found?.submenu ?? null;
      }
      // Electron's own types know of no parameter list.
      if (clicks && found?.enabled) (found.click as () => void)();
      return found?.enabled ?? null;
    },
    [labels, click] as const,
  );
}

test('has the page’s language in the menu, trains from it, and offers what can be done now', async ({
  app,
  desktop,
}) => {
  await expect.poll(() => menuLabels(desktop)).toEqual(['File', 'Edit', 'View', 'Training', 'Window', 'Help']);
  expect(await choose(desktop, ['Training', 'Train'])).toBe(true);
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(3);
  await expect.poll(() => choose(desktop, ['Training', 'One Step'], false)).toBe(false);
  await expect.poll(() => choose(desktop, ['Training', 'Pause'])).toBe(true);
  await expect(trainButton(app)).toBeEnabled();
  await expect.poll(() => choose(desktop, ['Training', 'One Step'], false)).toBe(true);

  await button(app, 'Settings').click();
  await app.getByLabel('Language').selectOption('ko');
  await expect.poll(() => menuLabels(desktop)).toEqual(['파일', '편집', '보기', '학습', '창', '도움말']);
});

test('brings the window forward on a second start, minimised or hidden, with its files, and opens no other', async ({
  app,
  desktop,
}) => {
  await expect(prediction(app)).toBeVisible();
  const state = () =>
    desktop.app().evaluate(({ BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows();
      return { windows: windows.length, minimised: windows[0].isMinimized(), visible: windows[0].isVisible() };
    });
  for (const away of ['minimize', 'hide'] as const) {
    await desktop.app().evaluate(({ BrowserWindow }, how) => {
      BrowserWindow.getAllWindows()[0][how]();
    }, away);
    await expect.poll(async () => (await state()).visible && !(await state()).minimised).toBe(false);
    const { status } = desktop.startAgain();
    expect(status).toBe(0);
    await expect.poll(state).toEqual({ windows: 1, minimised: false, visible: true });
  }

  const folder = await mkdtemp(join(tmpdir(), 'gatescope-again-'));
  const file = join(folder, 'no digit 한글.txt');
  await writeFile(file, 'no digit');
  expect(desktop.startAgain(file).status).toBe(0);
  await expect(app.getByRole('alert')).toContainText('no digit 한글.txt');
  await rm(folder, { recursive: true });
});

/**
 * @param kinds of the present processes
 * @param how the app is ended: by its window, or by its menu
 */
async function expectToEnd(
  desktop: WindowHost,
  kinds: readonly string[],
  how: 'close' | 'quit' = 'close',
): Promise<void> {
  const processes = await Promise.all(kinds.map((kind) => desktop.processOf(kind)));
  const exited = desktop.app().waitForEvent('close');
  await desktop.app().evaluate(({ app, BrowserWindow }, wanted) => {
    if (wanted === 'quit') app.quit();
    else BrowserWindow.getAllWindows()[0].close();
  }, how);
  await exited;
  await expect.poll(() => processes.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
}

test('leaves nothing running once the window is closed', async ({ app, desktop }) => {
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(3);
  await expectToEnd(desktop, ['Browser', 'GPU', 'Tab', 'Gatescope engine']);
});

for (const how of ['close', 'quit'] as const)
  test(`leaves nothing running once it is ended (${how}) during the kernel trial of a first start`, async () => {
    const first = await createWindowHost({ args: ['--choose-kernels'] });
    try {
      await first.open();
      const trial = () => first.processOf('Gatescope kernel trial').catch(() => 0);
      await expect.poll(trial).toBeGreaterThan(0);
      await expectToEnd(first, ['Browser', 'Gatescope kernel trial'], how);
    } finally {
      await first.close();
    }
  });

test('leaves nothing running once the window is closed after repeated crashes of the engine', async ({
  app,
  desktop,
}) => {
  for (;;) {
    // Another one may not be there yet.
    await desktop.killEngine().catch(() => undefined);
    if (await button(app, 'Start again').isVisible()) break;
  }
  await expectToEnd(desktop, ['Browser', 'Tab']);
});

test('replaces an existing file only where the dialog has asked', async ({ app, desktop }) => {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-there-'));
  const path = join(folder, 'there.gatescope');
  await writeFile(path, 'mine');
  const press = (...keys: readonly string[]) => spawnSync('xdotool', ['key', ...keys]);
  const windows = () => spawnSync('xdotool', ['search', '--onlyvisible', '--class', '.'], { encoding: 'utf8' }).stdout;
  const count = () => new Set(windows().split('\n').filter(Boolean)).size;

  await expect(prediction(app)).toHaveText(/^7/);
  const before = count();
  await expect.poll(() => choose(desktop, ['File', 'Save Model …'])).toBe(true);
  await expect.poll(count).toBeGreaterThan(before);
  const withDialog = count();
  press('ctrl+a');
  spawnSync('xdotool', ['type', path]);
  press('Return');
  await expect.poll(count, 'it asks').toBeGreaterThan(withDialog);
  expect(await readFile(path, 'utf8')).toBe('mine');
  press('Escape');
  press('Escape');
  await expect.poll(count).toBe(before);
  expect(await readFile(path, 'utf8')).toBe('mine');
  await rm(folder, { recursive: true });
});
