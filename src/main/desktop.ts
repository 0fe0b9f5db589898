/**
 * The window's place on a desktop: menu, files, taskbar, notifications, logs. It follows the state that the page
 * reports.
 */

import { join } from 'node:path';
import { app, BrowserWindow, type Session, shell } from 'electron';
import type { MenuCommand, PageState } from '../protocol/desktop.ts';
import { setAboutPanel } from './about.ts';
import { saveDownloads } from './files/downloads.ts';
import { createOpenedFiles } from './files/opened-files.ts';
import { watchProcess, watchWindow } from './failures.ts';
import { hearPageState, hearTakesFiles, hearTakesLinks, sendMenuCommand, tellEngineStopped } from './ipc.ts';
import type { Log } from './log.ts';
import { createMenu, menuState } from './menu/index.ts';
import { licencesPath } from './paths.ts';
import { createOpenedLinks } from './opened-links.ts';
import { createPresence } from './presence.ts';
import { createRemembered } from './remembered.ts';
import { localeOf, textsOf } from './texts/index.ts';
import { checkForUpdates } from './updates.ts';
import { openWindow } from './window.ts';

export type Desktop = {
  /** Tells the page that the engine has died. */
  readonly engineStopped: (restarting: boolean) => void;
  /** Brings the window forward, or opens it again where the app outlives it. */
  readonly showWindow: () => void;
  /** Opens files, if any, in the window, which is brought forward or opened. */
  readonly open: (paths: readonly string[]) => void;
  /** Likewise the last of these links. */
  readonly openLinks: (links: readonly string[]) => void;
};

/** Call it when the app is ready; opens no window by itself. */
export function createDesktop(session: Session, log: Log): Desktop {
  const write = (text: string) => {
    log.write('app', text);
  };
  const revealLogs = () => {
    shell.showItemInFolder(log.path);
  };
  const remembered = createRemembered(join(app.getPath('userData'), 'window.json'), write, showMenu);
  /** The page's last reported state; null without a page. */
  let page: PageState | null = null;
  /** A menu command chosen while there was no page. */
  let waiting: MenuCommand | null = null;
  let quitting = false;

  const locale = () => page?.locale ?? remembered.get().locale ?? localeOf(app.getLocale());
  const texts = () => textsOf(locale());
  const failures = { log: write, texts, revealLogs, training: () => page?.phase === 'training' };
  const files = createOpenedFiles(remembered, texts, showWindow, write);
  const links = createOpenedLinks(showWindow);
  const presence = createPresence(process.platform, showWindow);
  const setMenu = createMenu(
    { platform: process.platform, development: !app.isPackaged },
    {
      send,
      open: () => void files.choose(),
      openRecent: (path) => {
        files.open([path]);
      },
      clearRecent: () => {
        remembered.set({ recent: [] });
        app.clearRecentDocuments();
      },
      revealLogs,
      revealLicences: () => {
        shell.showItemInFolder(licencesPath);
      },
      checkForUpdates: () => void checkForUpdates(texts(), write),
    },
  );

  function showMenu() {
    setMenu(menuState(page, locale(), remembered.get().recent));
  }

  function send(command: MenuCommand) {
    waiting = command;
    showWindow();
    sendWaiting();
  }

  function sendWaiting() {
    if (!page || !waiting) return;
    for (const { webContents } of BrowserWindow.getAllWindows()) sendMenuCommand(webContents, waiting);
    waiting = null;
  }

  function showWindow() {
    const window = BrowserWindow.getAllWindows().at(0);
    if (!window) {
      addWindow();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    // If it is visible already, only this brings it before other windows.
    window.focus();
  }

  function addWindow() {
    const window = openWindow();
    const { webContents } = window;
    const forgetPage = () => {
      page = null;
      files.setTaker(webContents, false);
      links.setTaker(webContents, false);
      showMenu();
    };
    watchWindow(window, failures);
    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) forgetPage();
    });
    webContents.on('render-process-gone', forgetPage);
    window.on('closed', forgetPage);
    // Where the app outlives its window, only a page that is still there can notify of the end of a run.
    window.on('close', (event) => {
      if (process.platform !== 'darwin' || quitting || !page?.busy) return;
      event.preventDefault();
      window.hide();
    });
  }

  app.on('before-quit', () => {
    quitting = true;
  });
  hearTakesFiles((takes, contents) => {
    files.setTaker(contents, takes);
  });
  hearTakesLinks((takes, contents) => {
    links.setTaker(contents, takes);
  });
  hearPageState((state, contents) => {
    const window = BrowserWindow.fromWebContents(contents);
    if (!window) return;
    page = state;
    if (remembered.get().locale !== state.locale) {
      remembered.set({ locale: state.locale });
      setAboutPanel(texts());
    }
    showMenu();
    presence.follow(state, window);
    sendWaiting();
  });
  saveDownloads(session, remembered, texts, write);
  watchProcess(failures);
  setAboutPanel(texts());
  showMenu();

  return {
    showWindow,
    open: files.open,
    openLinks: links.open,
    engineStopped(restarting) {
      for (const { webContents } of BrowserWindow.getAllWindows()) tellEngineStopped(webContents, restarting);
    },
  };
}
