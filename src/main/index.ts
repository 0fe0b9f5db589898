/** The desktop app: one window, one engine, and the walls around both. */

import { app, BrowserWindow, dialog, powerMonitor, session } from 'electron';
import { registerScheme, serveRenderer } from './app-protocol.ts';
import { type EngineProcess, startEngine } from './engine-process.ts';
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
  endWith(engine);
  answerPortRequests(engine);
  // A click on the icon in the Dock, or a second start of the app.
  app.on('activate', showWindow);
  app.on('second-instance', showWindow);
  openWindow();
}

/** Closing, shutting down and falling asleep take nothing away from a run: it is saved once more. */
function endWith(engine: EngineProcess) {
  let hasEnded = false;
  app.on('will-quit', (event) => {
    if (hasEnded) return;
    event.preventDefault();
    void engine.end().then(() => {
      hasEnded = true;
      app.quit();
    });
  });
  const save = () => {
    engine.save();
  };
  powerMonitor.on('suspend', save);
  powerMonitor.on('shutdown', save);
  // Windows tells its windows instead.
  app.on('browser-window-created', (_event, window) => {
    window.on('query-session-end', save);
  });
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
  // Where it is shown already, only this brings it before other windows.
  window.focus();
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
