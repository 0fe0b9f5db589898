/** Makes menu items: Electron's roles, actions of the main process, and commands to the page. */

import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../protocol/desktop.ts';
import type { Texts } from '../texts/index.ts';

export type Items = MenuItemConstructorOptions[];

export const separator: MenuItemConstructorOptions = { type: 'separator' };

export type ItemMaker = {
  readonly texts: Texts;
  readonly onMac: boolean;
  /** Electron's own roles. */
  readonly roles: (...names: (keyof Texts['roles'])[]) => Items;
  /** Commands to the page. */
  readonly ask: (
    label: string,
    command: MenuCommand,
    more?: Partial<MenuItemConstructorOptions>,
  ) => MenuItemConstructorOptions;
  /** One choice of several, with the current one marked. */
  readonly choice: (
    label: string,
    command: MenuCommand,
    checked: boolean,
    more?: Partial<MenuItemConstructorOptions>,
  ) => MenuItemConstructorOptions;
  /** A key with Alt, which the page handles in every host, so that the menu must not. macOS cannot show such a key. */
  readonly pageKey: (key: string) => Partial<MenuItemConstructorOptions>;
};

/** @param send sends the page a command */
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
