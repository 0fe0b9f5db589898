/** The one bridge between the page and the main process. It runs sandboxed and hands on; it decides nothing. */

import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { channels, enginePortMessage, type Bridge } from '../protocol/bridge.ts';

const bridge: Bridge = {
  platform: process.platform,
  versions: {
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
  },
  requestEnginePort() {
    ipcRenderer.send(channels.requestEnginePort);
  },
  onEngineStopped(listener) {
    const forward = (_event: IpcRendererEvent, restarting: boolean) => {
      listener(restarting);
    };
    ipcRenderer.on(channels.engineStopped, forward);
    return () => {
      ipcRenderer.off(channels.engineStopped, forward);
    };
  },
};

// A port cannot cross the context bridge; a message to the page's own window can carry it.
ipcRenderer.on(channels.enginePort, (event) => {
  window.postMessage(enginePortMessage, window.location.origin, event.ports);
});

contextBridge.exposeInMainWorld('gatescope', bridge);
