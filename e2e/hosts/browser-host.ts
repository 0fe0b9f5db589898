/** The app as the browser host serves it, in Chromium. */

import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';
import { connectTo, startHostOn } from '../../bench/engine-connection.ts';
import { dieWhenThereIs } from './die-on-request.ts';
import { type Host, type HostOptions, seeFirstMinute } from './host.ts';

export async function createBrowserHost(
  browser: Browser,
  { isFirstStart = false, ...options }: BrowserContextOptions & HostOptions,
): Promise<Host> {
  const userData = await mkdtemp(join(tmpdir(), 'gatescope-user-'));
  const death = join(userData, 'die');
  let server: Awaited<ReturnType<typeof startHostOn>> | undefined;
  let context: BrowserContext | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = server?.process;
    if (!ending) return;
    server = undefined;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    await exited;
  }

  return {
    userData,
    async open() {
      server ??= await startHostOn(userData, [], dieWhenThereIs(death));
      if (!context) {
        context = await browser.newContext(options);
        if (!isFirstStart) await context.addInitScript(seeFirstMinute);
      }
      const page = context.pages().at(0) ?? (await context.newPage());
      await page.goto(server.page.href);
      return page;
    },
    connect: (page, client = {}) => connectTo(new URL(page.url()), client),
    async saved(page, action) {
      const download = page.waitForEvent('download');
      await action();
      const file = await download;
      return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
    },
    async openByKey(page, files) {
      const chooser = page.waitForEvent('filechooser');
      await page.keyboard.press('Control+o');
      await (await chooser).setFiles(files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: bytes })));
    },
    pressMenuKey: (page, key) => page.keyboard.press(key),
    async clipboard(page) {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      return page.evaluate(() => navigator.clipboard.readText());
    },
    openEmptyPage: (page) => page.context().newPage(),
    killEngine: () => writeFile(death, ''),
    kill: () => end('SIGKILL'),
    async close() {
      await context?.close();
      await end('SIGINT');
      await rm(userData, { recursive: true });
    },
  };
}
