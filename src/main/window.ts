/** The one window: its size, its page and its walls. */

import { BrowserWindow, nativeTheme } from 'electron';
import { pageUrl } from './app-protocol.ts';
import { preloadPath } from './paths.ts';

/** `--background` of theme.css, so that nothing flashes before the first paint. */
const background = { dark: '#0f1216', light: '#f6f6f3' };

/** Opens the window where it was closed last; it shows itself once the page is painted. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    name: 'lab',
    windowStatePersistence: true,
    title: 'Gatescope',
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  void window.loadURL(pageUrl);
  return window;
}
