/**
 * Keeps the window on its own page: no other address, no other window, no permission, no messages to or from strangers.
 */

import type { Event, Session, WebContents, WebFrameMain } from 'electron';
import { pageUrl } from './app-protocol.ts';

/** Applies to every `webContents` ever created. The page may reload itself. */
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

/** Copying to the clipboard on a button, which the page never reads, and the whole screen for the presenter's view. */
const granted: readonly string[] = ['clipboard-sanitized-write', 'fullscreen'];

/** The page needs no other permission: it draws, and talks to the engine. */
export function denyPermissions(session: Session) {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(granted.includes(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => granted.includes(permission));
  session.setDevicePermissionHandler(() => false);
}

/** Schemes of the page and of what it makes; the developer tools have their own. */
const ownSchemes = [new URL(pageUrl).protocol, 'blob:', 'data:', 'devtools:'];

/** Nothing is fetched from a network or the disk, should the page's policy ever fail. */
export function refuseForeignRequests(session: Session) {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !ownSchemes.includes(new URL(url).protocol) });
  });
}

/** Whether a message comes from the page itself, rather than a frame inside it, another address or a closed frame. */
export function isOwnPage(frame: WebFrameMain | null): boolean {
  try {
    return frame !== null && frame.parent === null && frame.url.split('#')[0] === pageUrl;
  } catch {
    // Electron throws on access to a frame that has gone.
    return false;
  }
}
