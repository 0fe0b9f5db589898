// Holds P19.
/**
 * Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security), items 15 to 17, 19 and 20, against the built
 * main process and preload script on a fake of Electron. docs/security.md tells the same in words.
 */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { channels, type Bridge } from '../../src/protocol/bridge.ts';
import { mainPath, root } from './built.ts';
import { foreignAddresses, pageUrl } from './electron-fake/addresses.ts';
import { resting } from './electron-fake/desktop-page.ts';
import type { ElectronFake } from './electron-fake/electron.ts';
import type { Frame } from './electron-fake/types.ts';
import { startApp } from './electron-fake/start-app.ts';
import { findInShippedCode } from './shipped-code.ts';

let fake: ElectronFake;

beforeAll(async () => {
  fake = await startApp();
});

afterAll(() => {
  fake.electron.app.quit();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const theContents = () => fake.windows[0].webContents;

test('15. the system is given the page of releases to open, the log and the licences to show, nothing else', async () => {
  // The page has texts of this name, `'shell.…'`, and a file of them.
  const found = await findInShippedCode(/(?<!['"`/])\bshell\.\w+(?:\([^)]*\))?|\b(?:openExternal|openPath)\b/g);

  expect(found.sort()).toEqual([
    'out/main/main.js: shell.openExternal(releasesPage)',
    'out/main/main.js: shell.showItemInFolder(licencesPath)',
    'out/main/main.js: shell.showItemInFolder(log.path)',
    'src/main/desktop.ts: shell.showItemInFolder(licencesPath)',
    'src/main/desktop.ts: shell.showItemInFolder(log.path)',
    'src/main/updates.ts: shell.openExternal(releasesPage)',
  ]);
  expect(await readFile(mainPath, 'utf8')).toMatch(/(?:const|var) releasesPage = `\$\{\w+\}\/releases\/latest`/);
});

describe('16. Electron', () => {
  const json = async (path: string) => JSON.parse(await readFile(join(root, path), 'utf8')) as unknown;

  test('is one exact version in package.json, in the lock file and among the packages', async () => {
    const { version } = (await json('node_modules/electron/package.json')) as { version: string };

    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await json('package.json')).toMatchObject({ devDependencies: { electron: version } });
    expect(await json('package-lock.json')).toMatchObject({ packages: { 'node_modules/electron': { version } } });
  });

  test('is looked after: its new versions are proposed each week, and one out of support fails the scan', async () => {
    expect(await readFile(join(root, '.github', 'dependabot.yml'), 'utf8')).toContain('package-ecosystem: npm');
    expect(await readFile(join(root, '.github', 'workflows', 'security.yml'), 'utf8')).toContain('npm run scan');
  });
});

describe('17. a message to the main process', () => {
  const foreignFrames: readonly (readonly [string, (own: Frame) => Frame | null])[] = [
    ['a frame that is gone', () => null],
    ['a frame inside the page', (own) => ({ url: own.url, parent: own })],
    ['a frame inside a frame', (own) => ({ url: own.url, parent: { url: own.url, parent: own } })],
    ...foreignAddresses.map((url) => [`a page at ${url}`, () => ({ url, parent: null })] as const),
    ['a page with a query', () => ({ url: `${pageUrl}?x`, parent: null })],
  ];

  /** What the page says on each channel. */
  const messages = new Map<string, unknown>([
    [channels.requestEnginePort, false],
    [channels.takesFiles, true],
    [channels.takesLinks, true],
    [channels.pageState, { ...resting, locale: 'ko' }],
  ]);

  test('has one of four channels', () => {
    expect(fake.electron.ipcMain.eventNames().sort()).toEqual([...messages.keys()].sort());
  });

  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatescope-waiting-'));
    path = join(folder, 'a.gatescope');
    await writeFile(path, 'a model');
    // Waits until a page says that it takes files.
    fake.electron.app.emit('open-file', { preventDefault: vi.fn() }, path);
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Until the app would have read the file that waits, had it begun to. */
  async function afterReading(): Promise<void> {
    for (let times = 0; times < 10; times++) await readFile(path);
  }

  test.each(foreignFrames)('from %s is ignored', async (_, frame) => {
    const contents = theContents();
    const handedOver = vi.spyOn(contents, 'postMessage');
    const told = vi.spyOn(contents, 'send');
    const { menu } = fake.told;
    for (const [channel, message] of messages) contents.receive(channel, [message], frame(contents.mainFrame));
    await afterReading();

    expect([handedOver.mock.calls, told.mock.calls]).toEqual([[], []]);
    expect(fake.told.menu).toBe(menu);
  });

  test('from the page is answered, in any of its rooms', () => {
    const handedOver = vi.spyOn(theContents(), 'postMessage');
    theContents().receive(channels.requestEnginePort, [false]);
    theContents().receive(channels.requestEnginePort, [false], { url: `${pageUrl}#lessons`, parent: null });

    expect(handedOver).toHaveBeenCalledTimes(2);
  });

  test('from the page, that it takes files, brings the file that waited all the while', async () => {
    const told = vi.spyOn(theContents(), 'send');
    theContents().receive(channels.takesFiles, [true]);
    await vi.waitFor(() => {
      expect(told.mock.calls).toEqual([[channels.openFiles, [expect.objectContaining({ name: 'a.gatescope' })]]]);
    });
  });
});

test('19. each fuse of the binary is decided, and turned off where the app does not need it', async () => {
  const builder = await readFile(join(root, 'electron-builder.yml'), 'utf8');
  const [, section = ''] = /^electronFuses:\n((?: .*\n?|\n)+)/m.exec(builder) ?? [];
  const fuses = Object.fromEntries(
    [...section.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true']),
  );
  /** Left as Electron ships them: the app has no V8 snapshot, and its engine computes in WebAssembly. */
  const leftAlone = ['loadBrowserProcessSpecificV8Snapshot', 'wasmTrapHandlers'];

  expect(fuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
  const all = Object.values(FuseV1Options).filter((name) => typeof name === 'string');
  const decided = [...Object.keys(fuses), ...leftAlone].map((name) => name.toLowerCase());
  expect(decided.sort()).toEqual(all.map((name) => name.toLowerCase()).sort());
});

describe('20. of Electron the page gets', () => {
  const exposed = () => theContents().page?.exposed ?? {};

  /** Paths and types of all that can be reached from a value, its prototypes too. */
  function reach(value: unknown, path = 'gatescope'): string[] {
    if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
    expect(Object.isFrozen(value), path).toBe(true);
    expect(Object.getPrototypeOf(value), path).toBe(Object.prototype);
    return Reflect.ownKeys(value).flatMap((key) => reach(Reflect.get(value, key), `${path}.${String(key)}`));
  }

  test('six functions and four words, nothing else', () => {
    expect(Object.keys(exposed())).toEqual(['gatescope']);
    expect(reach(exposed().gatescope).sort()).toEqual([
      'gatescope.onEngineStopped: function',
      'gatescope.onMenuCommand: function',
      'gatescope.onOpenFiles: function',
      'gatescope.onOpenLink: function',
      'gatescope.platform: string',
      'gatescope.requestEnginePort: function',
      'gatescope.tellState: function',
      'gatescope.versions.chrome: string',
      'gatescope.versions.electron: string',
      'gatescope.versions.node: string',
    ]);
  });

  test('no event, which would lead to the sender: a listener hears one boolean', () => {
    const bridge = exposed().gatescope as Bridge;
    const listener = vi.fn();
    const unsubscribe = bridge.onEngineStopped(listener);
    theContents().send(channels.engineStopped, true);
    unsubscribe();
    theContents().send(channels.engineStopped, false);

    expect(listener.mock.calls).toEqual([[true]]);
  });

  test('no way to name a channel: what a caller passes is not passed on', () => {
    const bridge = exposed().gatescope as { requestEnginePort: (...args: unknown[]) => unknown };
    const heard = vi.spyOn(fake.electron.ipcMain, 'emit');
    expect(bridge.requestEnginePort('another-channel', { x: 1 })).toBeUndefined();

    expect(heard.mock.calls.map(([channel]) => channel)).toEqual([channels.requestEnginePort]);
  });
});
