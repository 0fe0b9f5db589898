/** How an item of the menu is made: what Electron does by itself, what the main process does, and what the page is asked for. */

import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../protocol/desktop.ts';
import type { Texts } from '../texts/index.ts';

export type Items = MenuItemConstructorOptions[];

export const separator: MenuItemConstructorOptions = { type: 'separator' };

export type ItemMaker = {
  readonly texts: Texts;
  readonly onMac: boolean;
  /** What Electron does by itself. */
  readonly roles: (...names: (keyof Texts['roles'])[]) => Items;
  /** What the page is asked for. */
  readonly ask: (
    label: string,
    command: MenuCommand,
    more?: Partial<MenuItemConstructorOptions>,
  ) => MenuItemConstructorOptions;
  /** One of several, of which one holds. */
  readonly choice: (
    label: string,
    command: MenuCommand,
    checked: boolean,
    more?: Partial<MenuItemConstructorOptions>,
  ) => MenuItemConstructorOptions;
  /** A key with Alt, which the page hears in every host, so that it must not be heard here, too. macOS cannot show such a key. */
  readonly pageKey: (key: string) => Partial<MenuItemConstructorOptions>;
};

/** @param send has the page do it */
export function createItemMaker(texts: Texts, platform: string, send: (command: MenuCommand) => void): ItemMaker {
  const onMac = platform === 'darwin';
  const ask: ItemMaker['ask'] = (label, command, more = {}) => ({
    label,
    click: () => {
      send(command);
    },
    ...more,
  });
  return {
    texts,
    onMac,
    roles: (...names) => names.map((role) => ({ role, label: texts.roles[role] })),
    ask,
    choice: (label, command, checked, more = {}) => ask(label, command, { type: 'radio', checked, ...more }),
    pageKey: (key) => (onMac ? {} : { accelerator: `Alt+${key}`, registerAccelerator: false }),
  };
}
