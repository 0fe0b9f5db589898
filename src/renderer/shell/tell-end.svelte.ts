/**
 * Whether to notify the person of an end while they look elsewhere. The desktop window does so by itself; a browser
 * must be asked for permission first, on a click.
 */

import { readPreference, writePreference } from '../i18n/preference.ts';

export type TellEnd = 'on' | 'off';

const preferenceName = 'tellEnd';
const browserAllows = () => 'Notification' in window && Notification.permission === 'granted';

let choice = $state<TellEnd>(readPreference(preferenceName, ['on', 'off'], window.gatescope ? 'on' : 'off'));
let refused = $state(false);

export const tellEnd = {
  get choice(): TellEnd {
    return window.gatescope || browserAllows() ? choice : 'off';
  },
  /** Whether the browser denied permission. */
  get refused() {
    return refused;
  },
  async choose(next: TellEnd): Promise<void> {
    refused = next === 'on' && !window.gatescope && !(await isGranted());
    choice = refused ? 'off' : next;
    writePreference(preferenceName, choice);
  },
};

async function isGranted(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}

/** Notifies through the browser while the page is hidden. */
export function notifyInBrowser(sentence: string): void {
  if (tellEnd.choice === 'off' || document.hasFocus()) return;
  const notification = new Notification('Gatescope', { body: sentence });
  notification.addEventListener('click', () => {
    window.focus();
    notification.close();
  });
}
