/**
 * A run's presence outside the window: progress on taskbar or dock, a notification at its end, and keeping the machine
 * awake.
 */

import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { PageState } from '../protocol/desktop.ts';

type RunWindow = Pick<BrowserWindow, 'isFocused' | 'setProgressBar'>;

export type Presence = {
  readonly follow: (state: PageState, window: RunWindow) => void;
};

/** @param showWindow brings the window forward when the notification is clicked */
export function createPresence(platform: string, showWindow: () => void): Presence {
  let told: string | null = null;
  let awake: number | null = null;
  /** Referenced, so that it is not collected before a click. */
  let notification: Notification | null = null;

  function stayAwake(busy: boolean) {
    if (busy) awake ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (awake !== null) {
      powerSaveBlocker.stop(awake);
      awake = null;
    }
  }

  function tellEnd({ ended, tellsEnd }: PageState, window: RunWindow) {
    const news = ended !== told;
    told = ended;
    if (!news || ended === null || !tellsEnd || window.isFocused() || !Notification.isSupported()) return;
    notification = new Notification({ title: 'Gatescope', body: ended });
    notification.on('click', showWindow);
    notification.show();
  }

  return {
    follow(state, window) {
      stayAwake(state.busy);
      // Elsewhere a full bar would look like success.
      if (state.failed && platform === 'win32') window.setProgressBar(1, { mode: 'error' });
      else window.setProgressBar(state.progress ?? -1);
      tellEnd(state, window);
    },
  };
}
