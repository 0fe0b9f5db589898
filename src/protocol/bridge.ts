/**
 * What a host and the page it shows agree on before they have an engine port between them, in the window and in the
 * browser. Where a port leads and what travels over it is `port.ts`' and `api.ts`' business.
 */

import type { MenuCommand, OpenedFile, PageState } from './desktop.ts';

/** What the preload script exposes as `window.gatescope`. Absent in the browser. */
export type Bridge = {
  /** `process.platform` of the desktop host. */
  readonly platform: string;
  readonly versions: { readonly electron: string; readonly chrome: string; readonly node: string };
  /**
   * Requests a port to the engine. It arrives as a `message` event on `window` whose `source` is `window`, whose `data`
   * is {@link enginePortMessage} and whose first port it is, at once or as soon as a restarted engine runs. Each call
   * creates a new client. Once the engine has stopped for good, no port comes until one is requested with `again`.
   */
  requestEnginePort(again: boolean): void;
  /**
   * Calls back each time the engine process has died; `restarting` is false if it crashed too often to restart
   * automatically. Returns the unsubscriber.
   */
  onEngineStopped(listener: (restarting: boolean) => void): () => void;
  /** Calls back when something was chosen in the native menu. Returns the unsubscriber. */
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
  /**
   * Calls back with files opened from the menu, the desktop or the command line; pending ones come at once. A listener
   * signals that files can be opened. Returns the unsubscriber.
   */
  onOpenFiles(listener: (files: readonly OpenedFile[]) => void): () => void;
  /** Calls back with a link opened outside the page, unchecked; a pending one comes at once. Returns the unsubscriber. */
  onOpenLink(listener: (link: string) => void): () => void;
  /** Tells the host how the page stands. */
  tellState(state: PageState): void;
};

/** `data` of the message event that carries the engine's port to the page. */
export const enginePortMessage = 'gatescope:engine-port';

/** Channels between the preload script and the main process. */
export const channels = {
  requestEnginePort: 'request-engine-port',
  enginePort: 'engine-port',
  engineStopped: 'engine-stopped',
  menuCommand: 'menu-command',
  openFiles: 'open-files',
  takesFiles: 'takes-files',
  openLink: 'open-link',
  takesLinks: 'takes-links',
  pageState: 'page-state',
} as const;

/** Path of the browser host's WebSocket; the page's own `?token=…` goes with it. */
export const socketPath = '/engine';

/** Beside the token: a person requests an engine that has crashed too often. */
export const startAgain = 'again';

/** Why the browser host closes a WebSocket. */
export const closeCodes = {
  /** The host is shutting down. */
  goingAway: 1001,
  /** A text frame; only binary ones are spoken here. */
  unsupportedData: 1003,
  /** A frame that is not one msgpack value. */
  invalidPayload: 1007,
  /** More frames in a second than a page has reason to send. */
  tooMany: 1008,
  /** A frame larger than a client needs. */
  tooBig: 1009,
  /** After repeated crashes the engine restarts only on request: a new connection. */
  engineFailed: 1011,
  /** The engine died and is restarting: reconnect. */
  engineRestarting: 1012,
  /** The client reads more slowly than the engine sends: reconnect. */
  tooSlow: 1013,
} as const;

/** Headers of everything that a host serves; `connect` are the extra sources that scripts may connect to. */
export function securityHeaders(connect: readonly string[]): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    // No text becomes markup or code in the page, but the templates that Svelte compiled.
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html',
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}

/** Content types of the files that a built renderer consists of; others are not served. */
export const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.gatescope', 'application/x-gatescope'],
  ['.html', 'text/html; charset=utf-8'],
  ['.ico', 'image/x-icon'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml; charset=utf-8'],
  ['.woff2', 'font/woff2'],
]);

/** More crashes within a minute disable the automatic restart. */
const crashesForgivenPerMinute = 3;

/**
 * Whether an engine that has just died may restart automatically.
 * @param crashTimes when it died, this time included, in milliseconds, ascending
 */
export function mayRestart(crashTimes: readonly number[]): boolean {
  const latest = crashTimes.at(-1) ?? 0;
  return crashTimes.filter((time) => latest - time < 60_000).length <= crashesForgivenPerMinute;
}
