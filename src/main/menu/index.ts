/** Keeps the native menu as the page stands. */

import { Menu } from 'electron';
import type { PageState } from '../../protocol/desktop.ts';
import type { Locale } from '../texts/index.ts';
import { menuTemplate, type MenuActions, type MenuHost, type MenuState } from './template.ts';

export type { MenuActions };

/** The menu for a page that has told how it stands, or null where none has. */
export function menuState(page: PageState | null, locale: Locale, recent: readonly string[]): MenuState {
  const { room = 'lab', theme = 'system', language = 'system', phase = null } = page ?? {};
  const training = phase === null ? 'no' : phase === 'training' ? 'running' : 'ready';
  return { room, theme, language, locale, training, recent };
}

/** Sets the menu anew only where it would look otherwise, because an open one closes then. */
export function createMenu(host: MenuHost, actions: MenuActions): (state: MenuState) => void {
  let shown = '';
  return (state) => {
    const next = JSON.stringify(state);
    if (next === shown) return;
    shown = next;
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, host, actions)));
  };
}
