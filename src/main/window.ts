/** The one window: its size, its page and its restrictions. */

import { BrowserWindow, nativeTheme, screen } from 'electron';
import { pageUrl } from './app-protocol.ts';
import { iconPath, preloadPath } from './paths.ts';
import { fitting, sizesWithin } from './window-size.ts';

/** `--background` of theme.css, so that nothing flashes before the first paint. */
const background = { dark: '#0f1216', light: '#f6f6f3' };

/** Opens the window where it was last closed; it becomes visible once the page is painted. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    name: 'lab',
    windowStatePersistence: true,
    title: 'Gatescope',
    ...sizesWithin(screen.getPrimaryDisplay().workAreaSize),
    // Elsewhere the program has its own icon; here only an installed app has a desktop entry, which names it.
    ...(process.platform === 'linux' && { icon: iconPath }),
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
  keepOnDisplay(window);
  void window.loadURL(pageUrl);
  return window;
}

/** Restored bounds may come from a larger display, displays change, and the window moves between them. */
function keepOnDisplay(window: BrowserWindow) {
  const areaOf = () => screen.getDisplayMatching(window.getBounds()).workArea;
  /** Without it the window could not be made as small as its display. */
  const allowSize = () => {
    const { minWidth, minHeight } = sizesWithin(areaOf());
    window.setMinimumSize(minWidth, minHeight);
  };
  const fit = () => {
    allowSize();
    if (window.isMaximized() || window.isMinimized() || window.isFullScreen()) return;
    const bounds = window.getBounds();
    const next = fitting(bounds, areaOf());
    if (next.width !== bounds.width || next.height !== bounds.height || next.x !== bounds.x || next.y !== bounds.y)
      window.setBounds(next);
  };
  fit();
  window.on('move', allowSize);
  const changes = ['display-added', 'display-removed', 'display-metrics-changed'] as const;
  for (const change of changes) screen.on(change as 'display-added', fit);
  window.on('closed', () => {
    for (const change of changes) screen.off(change as 'display-added', fit);
  });
}
