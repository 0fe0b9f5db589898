/**
 * Whether the person wants to be told of an end while looking elsewhere. The desktop's window tells it by itself; a browser wants
 * to be asked for its permission first, at a click.
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
  /** Whether the browser would not have it. */
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

/** Tells it in the browser, where nobody looks at the page. */
export function notifyInBrowser(sentence: string): void {
  if (tellEnd.choice === 'off' || document.hasFocus()) return;
  const notification = new Notification('Gatescope', { body: sentence });
  notification.addEventListener('click', () => {
    window.focus();
    notification.close();
  });
}
