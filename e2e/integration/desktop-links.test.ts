/** The built main process with links that were opened outside the page. */

import { rm } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { limits } from '../../src/domain/limits/limits.ts';
import { bridgeOf } from './electron-fake/desktop-page.ts';
import type { ElectronFake } from './electron-fake/electron.ts';
import { endApp, startApp } from './electron-fake/start-app.ts';

const link = 'gatescope://view/lab?v=1&digit=3&row=11';

let fake: ElectronFake;
afterEach(() => endApp(fake));

/** Makes the page take links from now on; the list has what came. */
function takeLinks(): string[] {
  const taken: string[] = [];
  bridgeOf(fake).onOpenLink((opened) => {
    taken.push(opened);
  });
  return taken;
}

test('a link on the command line waits for the page, and names no file', async () => {
  fake = await startApp({ args: ['--type=x', link] });
  const files: unknown[] = [];
  bridgeOf(fake).onOpenFiles((opened) => files.push(...opened));
  expect(takeLinks()).toEqual([link]);
  expect(takeLinks()).toEqual([]);
  expect([files, fake.asked.boxes]).toEqual([[], []]);
});

test('a second start passes its link to the first, whose window comes forward', async () => {
  const second = await startApp({ firstInstance: false, args: [link] });
  expect(second.told.secondStart).toEqual([link]);
  await rm(second.home, { recursive: true, force: true });
  fake = await startApp();
  const taken = takeLinks();
  fake.windows[0].hide();
  fake.electron.app.emit('second-instance', {}, ['--lang=ko'], '/', second.told.secondStart);
  expect(taken).toEqual([link]);
  expect(fake.windows).toMatchObject([{ visible: true }]);
  expect(fake.asked.boxes).toEqual([]);
});

test('macOS names a link before the app is ready, and later', async () => {
  const preventDefault = vi.fn();
  const open = ({ electron }: ElectronFake, url: string) => electron.app.emit('open-url', { preventDefault }, url);
  fake = await startApp({}, (early) => open(early, link));
  const taken = takeLinks();
  open(fake, 'gatescope://view/digits');
  expect(taken).toEqual([link, 'gatescope://view/digits']);
  expect(preventDefault).toHaveBeenCalledTimes(2);
});

test('passes a hostile link on as a text, cut where it is too long, and stays on its page', async () => {
  fake = await startApp();
  const taken = takeLinks();
  const { webContents } = fake.windows[0];
  const open = (url: string) => fake.electron.app.emit('open-url', { preventDefault: vi.fn() }, url);
  open(`gatescope://app/${'x'.repeat(100_000)}`);
  open('gatescope://app/index.html#lessons');
  open('javascript:alert(1)');
  open('https://example.org/');
  expect(taken.map(({ length }) => length)).toEqual([limits.maxLinkCharacters + 1, 34]);
  expect(webContents.mainFrame.url).toBe('gatescope://app/index.html');
});

test.each([
  [true, ['gatescope']],
  [false, []],
])('takes the system’s links only where the app is packed: %s', async (packaged, schemes) => {
  fake = await startApp({ packaged });
  expect(fake.told.linkSchemes).toEqual(schemes);
});
