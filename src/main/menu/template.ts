/** The contents of the native menu. */

import { basename } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { languageCommand, type MenuCommand, type PageState } from '../../protocol/desktop.ts';
import { roomKey, rooms } from '../../protocol/rooms.ts';
import { textsOf } from '../texts/index.ts';
import { createItemMaker, separator, type ItemMaker, type Items } from './items.ts';

export type MenuActions = {
  /** Sends the page a command. */
  readonly send: (command: MenuCommand) => void;
  readonly open: () => void;
  readonly openRecent: (path: string) => void;
  readonly clearRecent: () => void;
  readonly revealLogs: () => void;
  readonly revealLicences: () => void;
  readonly checkForUpdates: () => void;
};

/** The state that decides the menu. */
export type MenuState = Pick<PageState, 'room' | 'theme' | 'language' | 'languages'> & {
  readonly locale: string;
  /** `ready`: training can begin. */
  readonly training: 'no' | 'ready' | 'running';
  /** Paths, the latest first. */
  readonly recent: readonly string[];
};

export type MenuHost = { readonly platform: string; readonly development: boolean };

export function menuTemplate(state: MenuState, { platform, development }: MenuHost, actions: MenuActions): Items {
  const make = createItemMaker(textsOf(state.locale), platform, actions.send);
  const { menus } = make.texts;
  return [
    ...(make.onMac ? [{ label: 'Gatescope', submenu: appMenu(make) }] : []),
    { label: menus.file, submenu: fileMenu(make, state, actions) },
    { label: menus.edit, submenu: editMenu(make) },
    { label: menus.view, submenu: viewMenu(make, state, development) },
    { label: menus.training, submenu: trainingMenu(make, state) },
    { role: 'window', label: menus.window, submenu: make.roles('minimize', ...(make.onMac ? [] : ['close' as const])) },
    { role: 'help', label: menus.help, submenu: helpMenu(make, actions) },
  ];
}

function settings({ ask, texts }: ItemMaker): MenuItemConstructorOptions {
  return ask(texts.items.settings, 'settings', { accelerator: 'CmdOrCtrl+,' });
}

/** macOS' own, named after the app. */
function appMenu(make: ItemMaker): Items {
  const { roles } = make;
  return [
    ...roles('about'),
    separator,
    settings(make),
    separator,
    ...roles('hide', 'hideOthers', 'unhide'),
    separator,
    ...roles('quit'),
  ];
}

function fileMenu(make: ItemMaker, { recent, training }: MenuState, actions: MenuActions): Items {
  const { ask, roles, onMac } = make;
  const { items } = make.texts;
  const recentFiles: Items = [
    ...recent.map((path) => ({
      label: basename(path),
      click: () => {
        actions.openRecent(path);
      },
    })),
    separator,
    { label: items.clearRecent, click: actions.clearRecent, enabled: recent.length > 0 },
  ];
  return [
    { label: items.open, click: actions.open, accelerator: 'CmdOrCtrl+O' },
    { label: items.openRecent, submenu: recentFiles },
    separator,
    ask(items.saveModel, 'saveModel', { accelerator: 'CmdOrCtrl+S', enabled: training !== 'no' }),
    ask(items.export, 'export', { accelerator: 'CmdOrCtrl+E' }),
    separator,
    ask(items.print, 'print', { accelerator: 'CmdOrCtrl+P' }),
    separator,
    ...(onMac ? roles('close') : [settings(make), separator, ...roles('quit')]),
  ];
}

function editMenu({ texts, ask, roles, pageKey }: ItemMaker): Items {
  return [
    ...roles('undo', 'redo'),
    separator,
    ...roles('cut', 'copy', 'paste', 'selectAll'),
    separator,
    ask(texts.items.copyLink, 'copyLink', pageKey('C')),
  ];
}

function viewMenu({ texts, ask, choice, pageKey, roles }: ItemMaker, state: MenuState, development: boolean): Items {
  const { items } = texts;
  return [
    ...rooms.map((room) => choice(texts.rooms[room], room, state.room === room, pageKey(roomKey(room)))),
    ask(items.lessonStrip, 'lessonStrip', pageKey('L')),
    ask(items.present, 'present', pageKey('R')),
    separator,
    {
      label: items.theme,
      submenu: [
        choice(items.themeSystem, 'themeSystem', state.theme === 'system'),
        choice(items.themeDark, 'themeDark', state.theme === 'dark'),
        choice(items.themeLight, 'themeLight', state.theme === 'light'),
      ],
    },
    {
      label: items.language,
      submenu: [
        choice(items.languageSystem, languageCommand('system'), state.language === 'system'),
        ...state.languages.map(({ code, name }) => choice(name, languageCommand(code), state.language === code)),
      ],
    },
    separator,
    ...(development ? [...roles('reload', 'toggleDevTools'), separator] : []),
    ...roles('resetZoom', 'zoomIn', 'zoomOut'),
    ...otherZoomKeys(texts),
    separator,
    ...roles('togglefullscreen'),
  ];
}

/** Electron knows one key each: the one for “+” needs Shift on most keyboards, and none is on the number pad. */
function otherZoomKeys({ roles }: ItemMaker['texts']): Items {
  const keys = [
    ['zoomIn', '='],
    ['zoomIn', 'numadd'],
    ['zoomOut', 'numsub'],
    ['resetZoom', 'num0'],
  ] as const;
  return keys.map(([role, key]) => ({ role, label: roles[role], accelerator: `CmdOrCtrl+${key}`, visible: false }));
}

function trainingMenu({ texts: { items }, ask, pageKey }: ItemMaker, { training }: MenuState): Items {
  const running = training === 'running';
  const enabled = training === 'ready';
  return [
    ask(running ? items.pause : items.train, 'trainOrPause', { enabled: running || enabled, ...pageKey('P') }),
    ask(items.step, 'step', { enabled, ...pageKey('S') }),
    ask(items.trainEpoch, 'trainEpoch', { enabled }),
    separator,
    ask(items.restart, 'restart', { enabled: running || enabled }),
  ];
}

function helpMenu({ texts: { items, rooms, roles: roleTexts }, ask, onMac }: ItemMaker, actions: MenuActions): Items {
  return [
    ask(items.firstMinute, 'firstMinute'),
    ask(rooms.lessons, 'lessons'),
    ask(items.keys, 'about'),
    separator,
    { label: items.revealLogs, click: actions.revealLogs },
    { label: items.checkForUpdates, click: actions.checkForUpdates },
    separator,
    { label: items.licences, click: actions.revealLicences },
    // Linux’ own panel has neither credits nor licence; the page's has more.
    ...(onMac ? [] : [ask(roleTexts.about, 'about')]),
  ];
}
