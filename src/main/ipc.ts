/** What the page may ask of the main process, and what it is told. All else goes over the engine's own port. */

import { ipcMain, type WebContents } from 'electron';
import { channels } from '../protocol/bridge.ts';
import type { EngineProcess } from './engine-process.ts';
import { isOwnPage } from './security.ts';

/** Gives a port to each page that asks for one. */
export function answerPortRequests(engine: EngineProcess) {
  ipcMain.on(channels.requestEnginePort, (event) => {
    // A window that was closed meanwhile takes no port.
    if (event.sender.isDestroyed() || !isOwnPage(event.senderFrame)) return;
    const port = engine.connect();
    if (port) event.sender.postMessage(channels.enginePort, null, [port]);
    else event.sender.send(channels.engineStopped, false);
  });
}

/** Tells a page that the engine has died. */
export function tellEngineStopped(contents: WebContents, restarting: boolean) {
  contents.send(channels.engineStopped, restarting);
}
