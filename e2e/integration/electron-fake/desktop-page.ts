/** Shared by the desktop tests: the page's side of the bridge, and the menu as a person sees it. */

import type { Bridge } from '../../../src/protocol/bridge.ts';
import type { PageState } from '../../../src/protocol/desktop.ts';
import type { ElectronFake } from './electron.ts';
import type { MenuItem } from './menu-item.ts';

/** The state of a page at rest, in English. */
export const resting: PageState = {
  ...{ phase: 'idle', busy: false, progress: null, failed: false, ended: null, tellsEnd: true },
  ...{ room: 'lab', theme: 'system', language: 'system', locale: 'en' },
  languages: [
    { code: 'en', name: 'English' },
    { code: 'ko', name: '한국어' },
  ],
};

export const training: PageState = { ...resting, phase: 'training', busy: true, progress: 0.25 };

export function bridgeOf({ windows }: ElectronFake): Bridge {
  const { page } = windows[0].webContents;
  if (!page) throw new Error('The window shows no page.');
  return page.exposed.gatescope as Bridge;
}

/** The item below these labels, e.g. `['File', 'Open …']`. */
export function menuItem({ told }: ElectronFake, ...labels: readonly string[]): MenuItem {
  let items = told.menu;
  let found: MenuItem | undefined;
  for (const label of labels) {
    found = items.find((item) => item.label === label);
    items = found?.submenu ?? [];
  }
  if (!found) throw new Error(`The menu has no “${labels.join(' → ')}”.`);
  return found;
}
