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
  onOpenFiles(listener) {
    const unsubscribe = listen(channels.openFiles, listener);
    ipcRenderer.send(channels.takesFiles, true);
    return () => {
      unsubscribe();
      ipcRenderer.send(channels.takesFiles, false);
    };
  },
  tellState(state) {
    ipcRenderer.send(channels.pageState, state);
  },
};

// A port cannot cross the context bridge; a message to the page's own window can carry it.
ipcRenderer.on(channels.enginePort, (event) => {
  window.postMessage(enginePortMessage, window.location.origin, event.ports);
});

contextBridge.exposeInMainWorld('gatescope', bridge);
