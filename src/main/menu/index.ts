/** Keeps the native menu up to date with the page. */

import { Menu } from 'electron';
import type { PageState } from '../../protocol/desktop.ts';
import { ownLanguages } from '../texts/index.ts';
import { menuTemplate, type MenuActions, type MenuHost, type MenuState } from './template.ts';

export type { MenuActions };

/** The menu for the page's state, or null before it has reported one. */
export function menuState(page: PageState | null, locale: string, recent: readonly string[]): MenuState {
  const { room = 'lab', theme = 'system', language = 'system', languages = ownLanguages, phase = null } = page ?? {};
  const training = phase === null ? 'no' : phase === 'training' ? 'running' : 'ready';
  return { room, theme, language, languages, locale, training, recent };
}

/** Rebuilds the menu only where it would look different, because an open one closes then. */
export function createMenu(host: MenuHost, actions: MenuActions): (state: MenuState) => void {
  let shown = '';
  return (state) => {
    const next = JSON.stringify(state);
    if (next === shown) return;
    shown = next;
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, host, actions)));
  };
}
