/** The desktop app: one window, one engine, and the walls around both. */

import { app, BrowserWindow, dialog, session } from 'electron';
import { registerScheme, serveRenderer } from './app-protocol.ts';
import { startEngine } from './engine-process.ts';
import { answerPortRequests, tellEngineStopped } from './ipc.ts';
import { setMenu } from './menu.ts';
import { engineAssets, enginePath, rendererDirectory } from './paths.ts';
import { denyPermissions, lockNavigation, refuseForeignRequests } from './security.ts';
import { openWindow } from './window.ts';

function start() {
  denyPermissions(session.defaultSession);
  refuseForeignRequests(session.defaultSession);
  serveRenderer(session.defaultSession, rendererDirectory);
  setMenu({ locale: app.getLocale(), platform: process.platform, development: !app.isPackaged });

  const assets = { ...engineAssets, userDirectory: app.getPath('userData') };
  const engine = startEngine(enginePath, assets, (restarting) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) tellEngineStopped(webContents, restarting);
  });
  app.on('will-quit', () => {
    engine.stop();
  });
  answerPortRequests(engine);
  // A click on the icon in the Dock, or a second start of the app.
  app.on('activate', showWindow);
  app.on('second-instance', showWindow);
  openWindow();
}

/** Brings the window forward, or opens it anew where the app outlives it. */
function showWindow() {
  const window = BrowserWindow.getAllWindows().at(0);
  if (!window) {
    openWindow();
    return;
  }
  if (window.isMinimized()) window.restore();
  window.show();
}

if (app.requestSingleInstanceLock()) {
  registerScheme();
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    lockNavigation(contents);
  });
  // On macOS an app stays in the Dock without a window, and a training run goes on.
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      dialog.showErrorBox('Gatescope cannot start', error instanceof Error ? error.message : String(error));
      app.exit(1);
    });
} else {
  app.quit();
}
