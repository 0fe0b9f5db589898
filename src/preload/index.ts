/**
 * The one bridge between the page and the main process. It runs sandboxed and passes messages on; it decides nothing.
 */

import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { channels, enginePortMessage, type Bridge } from '../protocol/bridge.ts';
import type { MenuCommand, OpenedFile } from '../protocol/desktop.ts';

type Messages = {
  readonly [channels.engineStopped]: boolean;
  readonly [channels.menuCommand]: MenuCommand;
  readonly [channels.openFiles]: readonly OpenedFile[];
  readonly [channels.openLink]: string;
};

/** Calls back with the main process' messages on `channel`, without Electron's event. @returns the unsubscriber */
function listen<Channel extends keyof Messages>(
  channel: Channel,
  listener: (message: Messages[Channel]) => void,
): () => void {
  const forward = (_event: IpcRendererEvent, message: Messages[Channel]) => {
    listener(message);
  };
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.off(channel, forward);
  };
}

/** Listens, and tells the main process on `takes` that, and until when, the page takes what comes. */
function take<Channel extends keyof Messages>(
  channel: Channel,
  takes: string,
  listener: (message: Messages[Channel]) => void,
): () => void {
  const unsubscribe = listen(channel, listener);
  ipcRenderer.send(takes, true);
  return () => {
    unsubscribe();
    ipcRenderer.send(takes, false);
  };
}

const bridge: Bridge = {
  platform: process.platform,
  versions: {
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
  },
  requestEnginePort(again) {
    ipcRenderer.send(channels.requestEnginePort, again);
  },
  onEngineStopped: (listener) => listen(channels.engineStopped, listener),
  onMenuCommand: (listener) => listen(channels.menuCommand, listener),
  onOpenFiles: (listener) => take(channels.openFiles, channels.takesFiles, listener),
  onOpenLink: (listener) => take(channels.openLink, channels.takesLinks, listener),
  tellState(state) {
    ipcRenderer.send(channels.pageState, state);
  },
};

// A port cannot cross the context bridge; a message to the page's own window can carry it.
ipcRenderer.on(channels.enginePort, (event) => {
  window.postMessage(enginePortMessage, window.location.origin, event.ports);
});

contextBridge.exposeInMainWorld('gatescope', bridge);
