/**
 * A page in a window: runs the built preload script as a sandboxed renderer does, and holds what the page itself sees.
 */

import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import { takePorts } from './message-port.ts';

export type Page = {
  /** What the preload script exposed, by name. */
  readonly exposed: Readonly<Record<string, unknown>>;
  /** The page's `window`, as far as messages go. */
  readonly window: EventTarget;
  /** Messages from the main process, as `webContents` sends them. */
  readonly deliver: (channel: string, args: readonly unknown[], transfer: readonly unknown[]) => void;
};

/**
 * @param send gets the calls of `ipcRenderer.send`
 * @param url the page's address
 */
export function openPage(preloadPath: string, url: string, send: (channel: string, args: unknown[]) => void): Page {
  const { protocol, host } = new URL(url);
  const origin = `${protocol}//${host}`;
  const ipcRenderer = Object.assign(new EventEmitter(), {
    send(channel: string, ...args: unknown[]) {
      send(channel, structuredClone(args));
    },
  });
  const exposed: Record<string, unknown> = {};
  const contextBridge = {
    exposeInMainWorld(name: string, api: object) {
      exposed[name] = crossBridge(api);
    },
  };
  const window = Object.assign(new EventTarget(), {
    location: { origin },
    postMessage(data: unknown, targetOrigin: string, ports: MessagePort[] = []) {
      if (targetOrigin !== origin) return;
      const event = new MessageEvent('message', { data: structuredClone(data), origin });
      Object.defineProperties(event, { source: { value: window }, ports: { value: ports } });
      queueMicrotask(() => window.dispatchEvent(event));
    },
  });

  // A sandboxed preload is one CommonJS function that may require little but Electron.
  const preload = compileFunction(readFileSync(preloadPath, 'utf8'), [
    'require',
    'module',
    'exports',
    'window',
    'process',
  ]);
  const require = (name: string) => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`);
    return { contextBridge, ipcRenderer };
  };
  const versions = { electron: '45.5.0', chrome: '156.0.0.0', node: '24.21.0' };
  const module = { exports: {} };
  Reflect.apply(preload, undefined, [require, module, module.exports, window, { platform: 'linux', versions }]);

  return {
    exposed,
    window,
    deliver(channel, args, transfer) {
      ipcRenderer.emit(channel, { ports: takePorts(transfer) }, ...structuredClone([...args]));
    },
  };
}

/** The context bridge copies values and wraps functions, copying their results too. */
function crossBridge(value: unknown): unknown {
  if (typeof value === 'function') {
    return (...args: unknown[]) => crossBridge(Reflect.apply(value, undefined, args));
  }
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null && !Array.isArray(value)) {
    throw new TypeError('An object could not be cloned.');
  }
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, crossBridge(part)])));
}
