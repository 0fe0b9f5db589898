// Holds P19.
/**
 * Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security), items 1 to 14 and 18,
 * against the built main process and preload script on a fake of Electron. docs/security.md says the same in words.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { preloadPath, root } from './built.ts';
import { foreignAddresses, pageUrl } from './electron-fake/addresses.ts';
import type { ElectronFake } from './electron-fake/electron.ts';
import { startApp } from './electron-fake/start-app.ts';
import { findInShippedCode } from './shipped-code.ts';

let fake: ElectronFake;

beforeAll(async () => {
  fake = await startApp();
});

afterAll(() => {
  fake.electron.app.quit();
});

const theWindow = () => fake.windows[0];
const theContents = () => theWindow().webContents;

async function serve(url: string, method = 'GET'): Promise<Response> {
  const handler = fake.told.handlers.get('gatescope');
  if (!handler) throw new Error('The scheme has no handler.');
  return handler({ url, method });
}

test('1. only secure content: the window asks nothing of a network or the disk', async () => {
  const refused = (url: string) => {
    const answer = vi.fn();
    fake.told.beforeRequest?.({ url }, answer);
    return answer.mock.calls[0]?.[0] as unknown;
  };
  for (const scheme of ['http', 'https', 'ws', 'wss', 'ftp', 'file', 'chrome', 'filesystem', 'about', 'gatescope-x'])
    expect(refused(`${scheme}://example.org/x`), scheme).toEqual({ cancel: true });
  for (const url of [pageUrl, 'blob:gatescope://app/0', 'data:image/png;base64,AA==', 'devtools://devtools/x'])
    expect(refused(url), url).toEqual({ cancel: false });

  const html = await (await serve(pageUrl)).text();
  const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
  expect(sources.filter((source) => !source.startsWith('./'))).toEqual([]);
});

describe('2 to 4, 6, 8 to 10. the page has', () => {
  test('no Node, a world of its own, a sandbox and all of the browser’s own safety, and not one option more', () => {
    expect(theWindow().given.webPreferences).toEqual({
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    });
    // For each process that draws a page, whatever its options are.
    expect(fake.told.sandboxed).toBe(true);
    expect(fake.windows).toHaveLength(1);
  });

  test('no option or switch that loosens any of it, anywhere in what is shipped', async () => {
    const loosening =
      /nodeIntegration(?:InWorker|InSubFrames)|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|plugins: ?true|disable-web-security|no-sandbox|ignore-certificate-errors|allow-file-access|disable-site-isolation|remote-debugging|commandLine\.append|setCertificateVerifyProc|certificate-error|ELECTRON_DISABLE_SECURITY_WARNINGS|registerPreloadScript|bypassCSP|corsEnabled|unsafe-inline|unsafe-eval/g;
    expect(await findInShippedCode(loosening)).toEqual([]);
  });
});

describe('5. permissions', () => {
  // From this Electron's own types, so that a new one cannot be forgotten.
  const permissionNames = async () => {
    const types = await readFile(join(root, 'node_modules', 'electron', 'electron.d.ts'), 'utf8');
    const [, union = ''] =
      /setPermissionRequestHandler\(handler: \(\(webContents: WebContents, permission: ([^,]+),/.exec(types) ?? [];
    return union.split('|').map((name) => name.trim().slice(1, -1));
  };

  test('are all denied, but to write to the clipboard and to fill the screen', async () => {
    const names = await permissionNames();
    expect(names.length).toBeGreaterThan(40);
    expect(names).toEqual(expect.arrayContaining(['media', 'openExternal', 'clipboard-read', 'unknown']));

    const granted = names.filter((name) => {
      const answer = vi.fn();
      fake.told.permissionRequest?.(theContents(), name, answer);
      expect(answer, name).toHaveBeenCalledOnce();
      expect(fake.told.permissionCheck?.(theContents(), name), name).toBe(answer.mock.calls[0]?.[0]);
      return answer.mock.calls[0]?.[0] !== false;
    });
    expect(granted.toSorted()).toEqual(['clipboard-sanitized-write', 'fullscreen']);
  });

  test('to use a device are denied', () => {
    expect(fake.told.devicePermission?.()).toBe(false);
  });
});

test('7. every answer of the scheme, refusals too, carries the policy', async () => {
  for (const url of [pageUrl, 'gatescope://app/icon.svg', 'gatescope://app/nothing', 'gatescope://evil/']) {
    for (const method of ['GET', 'POST']) {
      const { headers } = await serve(url, method);
      expect(headers.get('content-security-policy'), url).toMatch(/^default-src 'none'; script-src 'self'; /);
      expect(headers.get('x-content-type-options'), url).toBe('nosniff');
    }
  }
});

test('11 and 12. no <webview> is allowed, written or attached', async () => {
  const preventDefault = vi.fn();
  theContents().emit('will-attach-webview', { preventDefault }, {}, { src: pageUrl });

  expect(preventDefault).toHaveBeenCalledOnce();
  expect(theWindow().given.webPreferences).toMatchObject({ webviewTag: false });
  expect(await findInShippedCode(/<webview|createElement\(['"`]webview|allowpopups/gi)).toEqual([]);
});

describe('13. navigation', () => {
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s leads nowhere but to the page', (name) => {
    const isPrevented = (url: string) => {
      const preventDefault = vi.fn();
      theContents().emit(name, { url, preventDefault });
      return preventDefault.mock.calls.length === 1;
    };
    expect(foreignAddresses.filter((url) => !isPrevented(url))).toEqual([]);
    expect(isPrevented(pageUrl)).toBe(false);
  });

  test('is locked in every window and view that may ever be made', () => {
    const { electron } = fake;
    const { webContents } = new electron.BrowserWindow({ name: 'another', webPreferences: { preload: preloadPath } });
    const preventDefault = vi.fn();
    webContents.emit('will-navigate', { url: 'https://example.org/', preventDefault });
    fake.windows.pop();

    expect(preventDefault).toHaveBeenCalledOnce();
    expect(webContents.openHandler?.({ url: pageUrl })).toEqual({ action: 'deny' });
  });
});

test('14. no address opens a new window, not even the page’s own', () => {
  for (const url of [...foreignAddresses, pageUrl]) {
    expect(theContents().openHandler?.({ url }), url).toEqual({ action: 'deny' });
  }
});

describe('18. no file:// address', () => {
  test('is loaded: the page has a scheme of its own, which behaves as https does and may do no more', () => {
    expect(theContents().mainFrame.url).toBe(pageUrl);
    expect(fake.told.schemes).toEqual([
      { scheme: 'gatescope', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    expect([...fake.told.handlers.keys()]).toEqual(['gatescope']);
  });

  test('is written anywhere in what is shipped, but where the engine’s packages tell addresses apart', async () => {
    const lines = await findInShippedCode(/^.*(?:file:\/\/|loadFile\().*$/gm);

    expect(lines.map((line) => line.replace(/^out\/main\/chunks\/.+?: \s*/, '')).sort()).toEqual([
      '*      the model in the canonical TensorFlow.js format. For file://',
      'case "file": return "file://";',
      'return filename.startsWith("file://");',
      'return filename.startsWith("file://");',
    ]);
  });

  test.each([
    'gatescope://app/../main/main.js',
    'gatescope://app/%2e%2e/main/main.js',
    'gatescope://app/%2e%2e%2fmain%2fmain.js',
    'gatescope://app/%252e%252e/main/main.js',
    'gatescope://app/..%5cmain%5cmain.js',
    'gatescope://app/..\\main\\main.js',
    'gatescope://app//etc/passwd',
    'gatescope://app/index.html%00',
    'gatescope://app/index.html/',
    'gatescope://app/assets',
    'gatescope://app@evil/index.html',
    'gatescope://app:1/index.html',
    'gatescope://APP/index.html',
    'gatescope://app/INDEX.HTML',
  ])('and nothing outside the page’s folder is served for %s', async (url) => {
    expect((await serve(url)).status).toBe(404);
  });
});
