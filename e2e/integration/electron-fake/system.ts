/**
 * Electron outside the window: dialogs, notifications, power, shell and network. Records calls, and gives the
 * configured answers.
 */

import { EventEmitter } from 'node:events';
import type { Rectangle } from './types.ts';

type MessageBox = { readonly message: string; readonly buttons: readonly string[]; readonly signal?: AbortSignal };

type FileDialog = {
  readonly defaultPath?: string;
  readonly properties?: readonly string[];
  readonly overWindow: boolean;
};

export function createSystemFake(
  afterReady: (what: string) => void,
  workArea: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 },
) {
  /** The only one. */
  const display = { workArea, workAreaSize: { width: workArea.width, height: workArea.height } };
  /** Requests to the system. */
  const asked = {
    boxes: [] as MessageBox[],
    openDialogs: [] as FileDialog[],
    saveDialogs: [] as FileDialog[],
    revealed: [] as string[],
    opened: [] as string[],
    fetched: [] as { readonly url: string; readonly init: RequestInit }[],
    notifications: [] as FakeNotification[],
    /** Ids of the active power save blockers. */
    blockers: new Set<number>(),
  };
  /** Answers of the person or the network. */
  const answers = {
    /** Label of the button to press; the box stays open where it is null. */
    button: null as string | null,
    openedPaths: [] as string[],
    savedPath: null as string | null,
    /** Answers before that one, one save dialog after the other. */
    savedPaths: [] as string[],
    fetch: (): Promise<Response> => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED')),
  };

  class FakeNotification extends EventEmitter {
    static isSupported = () => true;
    readonly options: { readonly title: string; readonly body: string };

    constructor(options: FakeNotification['options']) {
      super();
      afterReady('Notification');
      this.options = options;
    }

    show() {
      asked.notifications.push(this);
    }
  }

  const asFileDialog = (args: readonly unknown[]) =>
    ({ ...(args.at(-1) as object), overWindow: args.length > 1 }) satisfies FileDialog;
  const modules = {
    Notification: FakeNotification,
    // Dialogs take a window first, or nothing.
    dialog: {
      showMessageBox(...args: unknown[]): Promise<{ response: number }> {
        const box = args.at(-1) as MessageBox & { readonly cancelId: number };
        asked.boxes.push(box);
        const { promise, resolve } = Promise.withResolvers<{ response: number }>();
        const pressed = answers.button === null ? -1 : box.buttons.indexOf(answers.button);
        if (pressed >= 0) resolve({ response: pressed });
        box.signal?.addEventListener('abort', () => {
          resolve({ response: box.cancelId });
        });
        return promise;
      },
      showOpenDialog(...args: unknown[]) {
        asked.openDialogs.push(asFileDialog(args));
        return Promise.resolve({ canceled: answers.openedPaths.length === 0, filePaths: answers.openedPaths });
      },
      showSaveDialog(...args: unknown[]) {
        asked.saveDialogs.push(asFileDialog(args));
        const filePath = answers.savedPaths.shift() ?? answers.savedPath;
        return Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
      },
    },
    screen: Object.assign(new EventEmitter(), {
      display,
      getPrimaryDisplay: () => display,
      getDisplayMatching: () => display,
    }),
    powerSaveBlocker: {
      start() {
        const id = asked.blockers.size + 1;
        asked.blockers.add(id);
        return id;
      },
      stop: (id: number) => asked.blockers.delete(id),
    },
    shell: {
      showItemInFolder: (path: string) => asked.revealed.push(path),
      openExternal(url: string) {
        asked.opened.push(url);
        return Promise.resolve();
      },
    },
  };
  const fetch = (url: string, init: RequestInit) => {
    asked.fetched.push({ url, init });
    return answers.fetch();
  };
  return { asked, answers, modules, fetch };
}

/** A download as in Chromium: its bytes go to the path that `will-download` has set. */
export class FakeDownload extends EventEmitter {
  cancelled = false;
  #path = '';
  readonly #url: string;
  readonly #name: string;

  constructor(url: string, name: string) {
    super();
    this.#url = url;
    this.#name = name;
  }

  getURL = () => this.#url;
  getFilename = () => this.#name;
  getSavePath = () => this.#path;
  setSavePath(path: string) {
    this.#path = path;
  }
  cancel() {
    this.cancelled = true;
  }
}
