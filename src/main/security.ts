/** Keeps the window on its own page: no other address, no other window, no permission, no word to or from a stranger. */

import type { Event, Session, WebContents, WebFrameMain } from 'electron';
import { pageUrl } from './app-protocol.ts';

/** Holds for every `webContents` that is ever created. The page may reload itself. */
export function lockNavigation(contents: WebContents) {
  const stay = (event: Event<{ url: string }>) => {
    if (event.url !== pageUrl) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** What the page may do: put numbers on the clipboard when somebody presses a button. It never reads it. */
const granted = 'clipboard-sanitized-write';

/** Of all else the page needs nothing: it draws, and talks to the engine. */
export function denyPermissions(session: Session) {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(permission === granted);
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === granted);
  session.setDevicePermissionHandler(() => false);
}

/** Where the page and what it makes itself come from; the developer tools have a scheme of their own. */
const ownSchemes = [new URL(pageUrl).protocol, 'blob:', 'data:', 'devtools:'];

/** Nothing is fetched from a network or from the disk, should the page's policy ever fail. */
export function refuseForeignRequests(session: Session) {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !ownSchemes.includes(new URL(url).protocol) });
  });
}

/** Whether a message comes from the page itself, not from a frame inside it or from another address, nor from one that is gone. */
export function isOwnPage(frame: WebFrameMain | null): boolean {
  try {
    return frame !== null && frame.parent === null && frame.url.split('#')[0] === pageUrl;
  } catch {
    // Electron throws where a frame is asked that has gone while its message came.
    return false;
  }
}
