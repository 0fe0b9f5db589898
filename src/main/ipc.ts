/** Messages between the page and the main process. All else goes over the engine's own port. */

import { ipcMain, type WebContents } from 'electron';
import { boolean, type GenericSchema, safeParse } from 'valibot';
import { channels } from '../protocol/bridge.ts';
import type { MenuCommand, PageState } from '../protocol/desktop.ts';
import type { EngineProcess } from './engine-process.ts';
import { pageStateSchema } from './page-state.ts';
import { isOwnPage } from './security.ts';

/** Listens for the page's own messages on a channel, and drops invalid ones. */
function hear<Value>(
  channel: string,
  schema: GenericSchema<unknown, Value>,
  listener: (value: Value, sender: WebContents) => void,
) {
  ipcMain.on(channel, (event, value: unknown) => {
    // A window that was closed meanwhile takes no messages.
    if (event.sender.isDestroyed() || !isOwnPage(event.senderFrame)) return;
    const parsed = safeParse(schema, value);
    if (parsed.success) listener(parsed.output, event.sender);
  });
}

/** Gives a port to each page that asks for one. */
export function answerPortRequests(engine: EngineProcess) {
  hear(channels.requestEnginePort, boolean(), (again, page) => {
    const port = engine.connect(again);
    if (port) page.postMessage(channels.enginePort, null, [port]);
    else tellEngineStopped(page, false);
  });
}

export function hearPageState(listener: (state: PageState, page: WebContents) => void) {
  hear(channels.pageState, pageStateSchema, listener);
}

/** @param listener is told whether the page can open files now */
export function hearTakesFiles(listener: (takes: boolean, page: WebContents) => void) {
  hear(channels.takesFiles, boolean(), listener);
}

/** @param listener is told whether the page can open links now */
export function hearTakesLinks(listener: (takes: boolean, page: WebContents) => void) {
  hear(channels.takesLinks, boolean(), listener);
}

/** Tells a page that the engine has died. */
export function tellEngineStopped(page: WebContents, restarting: boolean) {
  page.send(channels.engineStopped, restarting);
}

export function sendLink(page: WebContents, link: string) {
  page.send(channels.openLink, link);
}

export function sendMenuCommand(page: WebContents, command: MenuCommand) {
  page.send(channels.menuCommand, command);
}
