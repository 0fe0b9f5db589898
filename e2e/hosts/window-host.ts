/** The app in its real window, in a real Electron. Its dialogs are answered in the main process. */

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect } from '@playwright/test';
import { root } from '../../scripts/run.ts';
import { loanKey } from '../../src/renderer/first-minute/loan-key.ts';
import { type Host, type HostOptions, seeFirstMinute } from './host.ts';
import { connectInWindow } from './window-client.ts';

export type WindowHost = Host & {
  /** The main process. @throws Error where the app does not run */
  readonly app: () => ElectronApplication;
  /** Id of a process of the app: `Browser` (the main process), `GPU`, `Tab` (the page) or `Gatescope engine`. */
  readonly processOf: (kind: string) => Promise<number>;
  /** Starts the app a second time on the same folder, with these files, and waits until that start has ended. */
  readonly startAgain: (...files: readonly string[]) => { readonly status: number | null };
};

/**
 * The best kernels on this machine, chosen by the first window and passed to the next ones, as in a person's folder.
 */
const choiceName = 'kernels.json';
const keptChoice = join(tmpdir(), `gatescope-${choiceName}`);

function copyIfThere(from: string, to: string): Promise<void> {
  return copyFile(from, to).catch(() => undefined);
}

/** Milliseconds for a start: the machine may be busy. */
const patience = 120_000;

type Size = { readonly width: number; readonly height: number };

type WindowOptions = HostOptions & {
  /** Size of the page in CSS pixels; by default as the app opens it. */
  readonly size?: Size | null;
  /** Further arguments of Chromium or the app. */
  readonly args?: readonly string[];
  /** By default a folder that is deleted with the host. */
  readonly userData?: string;
};

export async function createWindowHost({
  isFirstStart = false,
  size,
  args = [],
  userData: given,
}: WindowOptions = {}): Promise<WindowHost> {
  const userData = given ?? (await mkdtemp(join(tmpdir(), 'gatescope-window-')));
  await copyIfThere(keptChoice, join(userData, choiceName));
  let running: ElectronApplication | undefined;

  function app(): ElectronApplication {
    if (!running) throw new Error('The app does not run.');
    return running;
  }

  /**
   * @param kind of Electron's, or the name of a utility process
   * @throws Error where there is none
   */
  async function processOf(kind: string): Promise<number> {
    const pid = await app().evaluate(
      (electron, wanted) =>
        electron.app.getAppMetrics().find(({ type, name }) => type === wanted || name === wanted)?.pid,
      kind,
    );
    if (pid === undefined) throw new Error(`No process is a ${kind}.`);
    return pid;
  }

  /** Arguments of the app. */
  const starting = [root, `--user-data-dir=${userData}`, '--lang=en-US', ...args];

  function startAgain(...files: readonly string[]) {
    const { spawnfile } = app().process();
    return spawnSync(spawnfile, [...starting, ...files], { stdio: 'ignore', timeout: 60_000 });
  }

  async function temporary(): Promise<string> {
    return mkdtemp(join(tmpdir(), 'gatescope-files-'));
  }

  async function pressMenuKey(_page: unknown, key: string): Promise<void> {
    const [keyCode, ...modifiers] = key.split('+').reverse();
    await app().evaluate(
      ({ BrowserWindow }, [code, held]) => {
        const { webContents } = BrowserWindow.getAllWindows()[0];
        for (const type of ['keyDown', 'keyUp'] as const)
          webContents.sendInputEvent({ type, keyCode: code, modifiers: held as 'control'[] });
      },
      [keyCode === 'Comma' ? ',' : keyCode, modifiers.map((name) => name.toLowerCase())] as const,
    );
  }

  return {
    ...{ userData, app, pressMenuKey, processOf, startAgain },
    async open() {
      const executablePath = process.env.GATESCOPE_ELECTRON;
      const launch = () =>
        _electron.launch({
          args: starting,
          chromiumSandbox: true,
          timeout: patience,
          ...(executablePath && { executablePath }),
        });
      // On a busy machine Playwright now and then attaches too late, and waits in vain for the app that it holds.
      running ??= await launch().catch(launch);
      if (!isFirstStart) await running.context().addInitScript(seeFirstMinute);
      const page = await running.firstWindow({ timeout: patience });
      // The page may have read its storage before Playwright could write there.
      if (!isFirstStart && !(await page.evaluate(seeFirstMinute))) {
        await page.reload();
        // The story may have begun before, and shown its small network.
        const loan = () => page.evaluate((key) => sessionStorage.getItem(key), loanKey);
        await expect.poll(loan, { timeout: patience }).toBeNull();
      }
      if (size) await page.setViewportSize(size);
      return page;
    },
    connect: (_page, client) => connectInWindow(app(), client),
    async saved(_page, action) {
      const folder = await temporary();
      await app().evaluate(({ dialog }, place) => {
        dialog.showSaveDialog = (...asked: unknown[]) => {
          const { defaultPath = '' } = asked.at(-1) as { defaultPath?: string };
          return Promise.resolve({ canceled: false, filePath: `${place}/${defaultPath.split(/[\\/]/).at(-1)}` });
        };
      }, folder);
      await action();
      const finished = async () => (await readdir(folder)).filter((name) => !name.endsWith('.tmp'));
      await expect.poll(finished).toHaveLength(1);
      const [name] = await finished();
      const bytes = await readFile(join(folder, name));
      await rm(folder, { recursive: true });
      return { name, bytes };
    },
    async openByKey(page, files) {
      const folder = await temporary();
      const filePaths = files.map(({ name }) => join(folder, name));
      await Promise.all(files.map(({ bytes }, at) => writeFile(filePaths[at], bytes)));
      await app().evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: chosen });
      }, filePaths);
      await pressMenuKey(page, 'Control+o');
    },
    clipboard: () => app().evaluate(({ clipboard }) => clipboard.readText()),
    async openEmptyPage() {
      const opened = app().waitForEvent('window');
      await app().evaluate(({ BrowserWindow }) => void new BrowserWindow({ show: false }).loadURL('about:blank'));
      return opened;
    },
    async killEngine() {
      process.kill(await processOf('Gatescope engine'), 'SIGKILL');
    },
    async kill() {
      const exited = once(app().process(), 'exit');
      app().process().kill('SIGKILL');
      await exited;
      running = undefined;
    },
    async close() {
      // A system dialog that a failed test has left open would keep it forever.
      const tooLong = setTimeout(() => running?.process().kill('SIGKILL'), 20_000);
      await running?.close();
      clearTimeout(tooLong);
      await copyIfThere(join(userData, choiceName), keptChoice);
      if (given === undefined) await rm(userData, { recursive: true, maxRetries: 3 });
    },
  };
}
