/** Failures of the window or this process: they are logged, and the person gets a sentence and a way back. */

import { app, type BrowserWindow } from 'electron';
import { mayRestart } from '../protocol/bridge.ts';
import { ask } from './dialogs.ts';
import type { Texts } from './texts/index.ts';

/** `ERR_ABORTED`: another load replaced it. */
const aborted = -3;

type Failures = {
  readonly log: (text: string) => void;
  readonly texts: () => Texts;
  readonly revealLogs: () => void;
  /** Whether the engine trains, as last reported by the page; a failing page does not stop it. */
  readonly training: () => boolean;
};

/** What happened, and that training goes on where it does. */
function withTraining(message: string, { texts, training }: Failures): string {
  return training() ? message + texts().trainingGoesOn : message;
}

/** Handles failures of a window's page. */
export function watchWindow(window: BrowserWindow, failures: Failures) {
  const { log, texts, revealLogs } = failures;
  const { webContents: page } = window;
  const crashTimes: number[] = [];
  let hanging: AbortController | null = null;

  async function offerReload(message: string) {
    const { reload, quit, revealLogs: logs } = texts().buttons;
    const pressed = await ask(withTraining(message, failures), [reload, logs, quit], { type: 'error' });
    if (pressed === 2) app.quit();
    if (pressed === 1) revealLogs();
    if (pressed !== 2 && !window.isDestroyed()) page.reload();
  }

  page.on('render-process-gone', (_event, { reason, exitCode }) => {
    hanging?.abort();
    if (reason === 'clean-exit') return;
    log(`The window stopped: ${reason} (exit code ${exitCode}).`);
    crashTimes.push(performance.now());
    void offerReload(mayRestart(crashTimes) ? texts().windowStopped : texts().windowStopsOften);
  });
  page.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (!isMainFrame || code === aborted) return;
    log(`The page could not be loaded: ${description} (${code}).`);
    void offerReload(texts().pageNotLoaded);
  });
  page.on('console-message', ({ level, message }) => {
    if (level === 'error') log(`In the page: ${message}`);
  });
  window.on('responsive', () => hanging?.abort());
  window.on('unresponsive', () => {
    if (hanging) return;
    const dialog = new AbortController();
    hanging = dialog;
    log('The window does not respond.');
    const { reload, wait } = texts().buttons;
    void ask(withTraining(texts().windowHangs, failures), [reload, wait], { signal: dialog.signal }).then((pressed) => {
      hanging = null;
      // Its process hangs; a reload needs another one, which is offered when this one is gone.
      if (pressed === 0 && !window.isDestroyed()) page.forcefullyCrashRenderer();
    });
  });
}

/** Handles failures of this process and Chromium's helpers. Call it when the app is ready. */
export function watchProcess(failures: Failures) {
  const { log, texts, revealLogs } = failures;
  let asking = false;

  async function tell(error: unknown) {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    // A repeated failure is reported once.
    if (asking) return;
    asking = true;
    const { revealLogs: logs, quit, goOn } = texts().buttons;
    const pressed = await ask(withTraining(texts().somethingWrong, failures), [logs, quit, goOn], { type: 'error' });
    asking = false;
    if (pressed === 0) revealLogs();
    if (pressed === 1) app.quit();
  }

  process.on('uncaughtException', (error) => void tell(error));
  process.on('unhandledRejection', (reason) => void tell(reason));
  app.on('child-process-gone', (_event, { type, name = '', reason, exitCode }) => {
    if (reason !== 'clean-exit') log(`${type} ${name} stopped: ${reason} (exit code ${exitCode}).`);
  });
}
