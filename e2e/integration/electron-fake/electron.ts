/**
 * Replaces the `electron` module, to run the built main process in plain Node. It keeps Electron's order (what must
 * come before and after `ready`) and its limits on messages, records its calls, and draws nothing.
 */

import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MenuItem } from './menu-item.ts';
import { FakeMessageChannelMain, takePorts } from './message-port.ts';
import { openPage, type Page } from './page.ts';
import { createSystemFake } from './system.ts';
import { type AnswerTrial, createTrials, usualTrial } from './trial.ts';
import type {
  Frame,
  OpenHandler,
  PermissionAnswer,
  PermissionCheck,
  RequestFilter,
  RequestHandler,
  Rectangle,
  WindowOptions,
} from './types.ts';
import { FakeBounds } from './bounds.ts';
import { FakeUtilityProcess } from './utility-process.ts';

export function createElectronFake(
  options: {
    readonly locale?: string;
    readonly firstInstance?: boolean;
    readonly packaged?: boolean;
    /** The display's work area. */
    readonly workArea?: Rectangle;
    /** Holds the folders of `app.getPath`; a new one by default. */
    readonly home?: string;
    /** On its command line. */
    readonly switches?: readonly string[];
    /** The answer of a kernel trial, or the exit code with which it dies. */
    readonly answerTrial?: AnswerTrial;
  } = {},
) {
  const { locale = 'en-US', firstInstance = true, switches = [], answerTrial = () => usualTrial } = options;
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'gatescope-fake-'));
  let isReady = false;
  let announceReady: () => void = () => undefined;
  const readiness = new Promise<void>((resolve) => (announceReady = resolve));
  const windows: FakeBrowserWindow[] = [];
  const engines: FakeUtilityProcess[] = [];
  const { trials, forkTrial } = createTrials(answerTrial);

  /** Calls of the app to Electron. */
  const told = {
    schemes: [] as unknown[],
    sandboxed: false,
    quit: false,
    /** Data of this start for the first one, should it be a second. */
    secondStart: null as unknown,
    errors: [] as string[],
    menu: [] as readonly MenuItem[],
    about: {} as Readonly<Record<string, string>>,
    recent: [] as string[],
    linkSchemes: [] as string[],
    handlers: new Map<string, RequestHandler>(),
    permissionRequest: null as PermissionAnswer | null,
    permissionCheck: null as PermissionCheck | null,
    devicePermission: null as (() => boolean) | null,
    beforeRequest: null as RequestFilter | null,
  };

  function afterReady(what: string) {
    if (!isReady) throw new Error(`${what} cannot be used before app is ready`);
  }

  function beforeReady(what: string) {
    if (isReady) throw new Error(`${what} should be called before app is ready`);
  }

  const system = createSystemFake(afterReady, options.workArea);

  const app = Object.assign(new EventEmitter(), {
    isPackaged: options.packaged ?? true,
    commandLine: { hasSwitch: (name: string) => switches.includes(name), getSwitchValue: () => '' },
    requestSingleInstanceLock(data: unknown) {
      told.secondStart = data;
      return firstInstance;
    },
    whenReady: () => readiness,
    getPath: (name: string) => (name === 'temp' ? tmpdir() : join(home, name)),
    getVersion: () => '0.1.0',
    setAppUserModelId: () => undefined,
    setAsDefaultProtocolClient: (scheme: string) => told.linkSchemes.push(scheme),
    setAboutPanelOptions: (about: typeof told.about) => (told.about = about),
    addRecentDocument: (path: string) => told.recent.push(path),
    clearRecentDocuments: () => (told.recent = []),
    getLocale: () => (isReady ? locale : ''),
    enableSandbox() {
      beforeReady('app.enableSandbox()');
      told.sandboxed = true;
    },
    /** Closes the windows, and ends unless a listener prevents it. */
    quit() {
      const event = { prevented: false, preventDefault: () => (event.prevented = true) };
      app.emit('before-quit', {});
      windows.splice(0);
      app.emit('will-quit', event);
      if (event.prevented) return;
      told.quit = true;
      app.emit('quit');
    },
    exit() {
      told.quit = true;
    },
  });

  const ipcMain = new EventEmitter();
  const power = new EventEmitter();

  class FakeWebContents extends EventEmitter {
    mainFrame: Frame = { url: 'about:blank', parent: null };
    openHandler: OpenHandler | null = null;
    page: Page | null = null;
    reloads = 0;

    isDestroyed = () => false;
    reload() {
      this.reloads += 1;
    }
    forcefullyCrashRenderer() {
      this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
    }

    setWindowOpenHandler(handler: OpenHandler) {
      this.openHandler = handler;
    }

    send(channel: string, ...args: unknown[]) {
      this.page?.deliver(channel, args, []);
    }

    postMessage(channel: string, message: unknown, transfer: readonly unknown[] = []) {
      if (this.page) this.page.deliver(channel, [message], transfer);
      else for (const port of takePorts(transfer)) port.close();
    }

    /** A message on `channel` as if `frame` of this page had sent it. */
    receive(channel: string, args: readonly unknown[] = [], frame: Frame | null = this.mainFrame) {
      ipcMain.emit(channel, { sender: this, senderFrame: frame }, ...args);
    }

    /** Loads the page, or reloads it. */
    load(preload: string, url: string): Page {
      this.mainFrame = { url, parent: null };
      this.page = openPage(preload, url, (channel, args) => {
        this.receive(channel, args);
      });
      return this.page;
    }
  }

  class FakeBrowserWindow extends FakeBounds {
    static getAllWindows = () => [...windows];
    static fromWebContents = (contents: unknown) => windows.find(({ webContents }) => webContents === contents) ?? null;
    readonly webContents = new FakeWebContents();
    readonly given: WindowOptions;
    visible = false;
    focused = false;
    /** Last arguments of `setProgressBar`. */
    progress: readonly [progress: number, options?: unknown] = [-1];

    constructor(given: WindowOptions) {
      super(given, system.modules.screen.display.workArea);
      afterReady('BrowserWindow');
      if (windows.some((other) => other.given.name === given.name)) throw new Error('Window name is already in use');
      this.given = given;
      windows.push(this);
      app.emit('browser-window-created', {}, this);
      app.emit('web-contents-created', {}, this.webContents);
    }

    loadURL(url: string): Promise<void> {
      this.webContents.load(this.given.webPreferences.preload, url);
      return Promise.resolve();
    }

    show() {
      this.visible = true;
    }

    focus() {
      this.focused = true;
    }

    hide() {
      this.visible = false;
      this.focused = false;
    }

    isVisible() {
      return this.visible;
    }

    isFocused() {
      return this.focused;
    }

    isDestroyed() {
      return !windows.includes(this);
    }

    setProgressBar(...progress: [number, unknown?]) {
      this.progress = progress;
    }

    close() {
      const event = { prevented: false, preventDefault: () => (event.prevented = true) };
      this.emit('close', event);
      if (event.prevented) return;
      windows.splice(windows.indexOf(this), 1);
      this.emit('closed');
      if (windows.length === 0) app.emit('window-all-closed');
    }
  }

  const defaultSession = Object.assign(new EventEmitter(), {
    protocol: { handle: (scheme: string, handler: RequestHandler) => told.handlers.set(scheme, handler) },
    setPermissionRequestHandler: (handler: PermissionAnswer) => (told.permissionRequest = handler),
    setPermissionCheckHandler: (handler: PermissionCheck) => (told.permissionCheck = handler),
    setDevicePermissionHandler: (handler: () => boolean) => (told.devicePermission = handler),
    webRequest: { onBeforeRequest: (filter: RequestFilter) => (told.beforeRequest = filter) },
  });

  const electron = {
    app,
    ipcMain,
    BrowserWindow: FakeBrowserWindow,
    MessageChannelMain: FakeMessageChannelMain,
    Menu: {
      buildFromTemplate: (template: readonly MenuItem[]) => template,
      setApplicationMenu: (menu: readonly MenuItem[]) => (told.menu = menu),
    },
    ...system.modules,
    dialog: { ...system.modules.dialog, showErrorBox: (_title: string, content: string) => told.errors.push(content) },
    powerMonitor: {
      on(name: string, listener: () => void) {
        afterReady('powerMonitor');
        power.on(name, listener);
      },
    },
    nativeTheme: { shouldUseDarkColors: true },
    protocol: {
      registerSchemesAsPrivileged(schemes: unknown[]) {
        beforeReady('protocol.registerSchemesAsPrivileged()');
        told.schemes.push(...schemes);
      },
    },
    session: {
      fromPartition: () => ({ fetch: system.fetch }),
      get defaultSession() {
        afterReady('session');
        return defaultSession;
      },
    },
    utilityProcess: {
      fork(modulePath: string, args: readonly string[] = [], forkOptions: unknown = {}) {
        afterReady('utilityProcess.fork()');
        if (modulePath.endsWith('kernel-trial.js')) return forkTrial(args, forkOptions);
        const engine = new FakeUtilityProcess(modulePath, args, forkOptions);
        engines.push(engine);
        return engine;
      },
    },
  };

  return {
    /** The module's exports. */
    electron,
    told,
    /** Emits the system's events of sleep and shutdown. */
    power,
    asked: system.asked,
    answers: system.answers,
    home,
    /** The app's handlers of uncaught errors in its process. */
    onFailure: [] as ((thrown: unknown) => void)[],
    windows,
    engines,
    trials,
    /** Makes the app ready, and waits until it has shown a window and started the engine. */
    async ready() {
      isReady = true;
      announceReady();
      const deadline = performance.now() + 5_000;
      do await new Promise((resolve) => setImmediate(resolve));
      while (windows.length > 0 && engines.length === 0 && performance.now() < deadline);
    },
  };
}

export type ElectronFake = ReturnType<typeof createElectronFake>;
