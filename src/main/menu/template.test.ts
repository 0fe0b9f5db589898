import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { menuCommands } from '../../protocol/desktop.ts';
import { catalogues } from '../../renderer/i18n/catalogue/index.ts';
import { rooms } from '../../protocol/rooms.ts';
import { ownLanguages, textsOf } from '../texts/index.ts';
import { menuTemplate, type MenuState } from './template.ts';

const idle: MenuState = {
  ...{ room: 'lab', theme: 'system', language: 'system', locale: 'en', training: 'ready' },
  languages: ownLanguages,
  recent: ['/models/first.gatescope', '/models/second.gatescope'],
};

function build(changes: Partial<MenuState> = {}, platform = 'linux', development = false) {
  const actions = {
    ...{ send: vi.fn(), open: vi.fn(), openRecent: vi.fn(), clearRecent: vi.fn() },
    ...{ revealLogs: vi.fn(), revealLicences: vi.fn(), checkForUpdates: vi.fn() },
  };
  const template = menuTemplate({ ...idle, ...changes }, { platform, development }, actions);
  const all: MenuItemConstructorOptions[] = [];
  const collect = (items: readonly MenuItemConstructorOptions[]) => {
    for (const item of items) {
      all.push(item);
      if (Array.isArray(item.submenu)) collect(item.submenu);
    }
  };
  collect(template);
  const item = (label: string) => {
    const found = all.find((each) => each.label === label);
    if (!found) throw new Error(`There is no “${label}”.`);
    return found;
  };
  const click = (label: string) => {
    Reflect.apply(item(label).click ?? vi.fn(), undefined, []);
  };
  return { template, all, item, click, actions };
}

const labels = (items: readonly MenuItemConstructorOptions[]) => items.map(({ label }) => label);

describe.each(['en', 'ko'] as const)('in %s', (locale) => {
  test('has a text for every item, and no two the same in a menu', () => {
    for (const platform of ['linux', 'darwin']) {
      const { all } = build({ locale }, platform, true);
      for (const { label, type } of all) if (type !== 'separator') expect(label).toMatch(/\S/);
      for (const { submenu } of all) {
        if (!Array.isArray(submenu)) continue;
        const names = labels(submenu.filter(({ type, visible }) => type !== 'separator' && visible !== false));
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  test('calls rooms as the page does', () => {
    for (const room of rooms) expect(textsOf(locale).rooms[room]).toBe(catalogues[locale][`rooms.${room}`]);
  });
});

test('has the same items in both languages', () => {
  const shape = (locale: 'en' | 'ko') =>
    build({ locale }).all.map(({ role, type, accelerator }) => [role, type, accelerator]);
  expect(shape('ko')).toEqual(shape('en'));
});

test('has an item for every command to the page, except those handled here', () => {
  const { all, actions } = build();
  for (const { click, label } of all) {
    if (click && label !== 'first.gatescope' && label !== 'second.gatescope') Reflect.apply(click, undefined, []);
  }
  const asked = new Set(actions.send.mock.calls.flat());
  expect(menuCommands.filter((command) => !asked.has(command))).toEqual(['openFile']);
  const { open, clearRecent, revealLogs, revealLicences, checkForUpdates } = actions;
  for (const act of [open, clearRecent, revealLogs, revealLicences, checkForUpdates]) {
    expect(act).toHaveBeenCalledOnce();
  }
});

test('has no key for two items', () => {
  for (const platform of ['linux', 'darwin']) {
    const keys = build({}, platform).all.flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]));
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test('zooms the page by every usual key, including those of the number pad', () => {
  const keysOf = (role: string) => build().all.flatMap((item) => (item.role === role ? [item.accelerator] : []));
  // The first is Electron's own.
  expect(keysOf('zoomIn')).toEqual([undefined, 'CmdOrCtrl+=', 'CmdOrCtrl+numadd']);
  expect(keysOf('zoomOut')).toEqual([undefined, 'CmdOrCtrl+numsub']);
  expect(keysOf('resetZoom')).toEqual([undefined, 'CmdOrCtrl+num0']);
});

test('leaves About to the page, except on macOS', () => {
  const { click, actions, all } = build();
  click('About Gatescope');
  expect(actions.send).toHaveBeenCalledExactlyOnceWith('about');
  expect(all.map(({ role }) => role)).not.toContain('about');
  expect(build({}, 'darwin').all.map(({ role }) => role)).toContain('about');
});

test('shows keys that the page handles without handling them, except on macOS, which cannot', () => {
  expect(build().item('One Step')).toMatchObject({ accelerator: 'Alt+S', registerAccelerator: false });
  expect(build({}, 'darwin').item('One Step')).not.toHaveProperty('accelerator');
});

test('enables what training allows, and nothing else', () => {
  const enabled = (training: MenuState['training']) => {
    const { item } = build({ training });
    const first = training === 'running' ? 'Pause' : 'Train';
    return [first, 'One Step', 'One Epoch', 'Restart with Fresh Weights'].map((label) => item(label).enabled);
  };
  expect(enabled('no')).toEqual([false, false, false, false]);
  expect(enabled('ready')).toEqual([true, true, true, true]);
  expect(enabled('running')).toEqual([true, false, false, true]);
  // Without an engine there is no network to save.
  expect(build({ training: 'no' }).item('Save Model …').enabled).toBe(false);
  expect(build({ training: 'running' }).item('Save Model …').enabled).toBe(true);
});

test('marks room, theme and language', () => {
  const { all } = build({ room: 'compare', theme: 'dark', language: 'ko' });
  expect(labels(all.filter(({ checked }) => checked))).toEqual(['Compare', 'Dark', '한국어']);
});

test('offers the languages of the page, and speaks English where it has no words of one', () => {
  const languages = [...ownLanguages, { code: 'ja', name: '日本語 (下書き)' }];
  const { all, click, actions, item } = build({ languages, language: 'ja', locale: 'ja' });
  expect(item('日本語 (下書き)').checked).toBe(true);
  expect(labels(all)).toContain('Open Recent');
  click('한국어');
  expect(actions.send).toHaveBeenCalledExactlyOnceWith('language:ko');
});

test('opens recent files by their path, and clears them where there are some', () => {
  const { click, actions, item } = build();
  click('second.gatescope');
  expect(actions.openRecent).toHaveBeenCalledExactlyOnceWith('/models/second.gatescope');
  expect(item('Clear').enabled).toBe(true);
  expect(build({ recent: [] }).item('Clear').enabled).toBe(false);
});

test('has the developer tools for developers only, and the app’s own menu on macOS', () => {
  const roles = (...args: Parameters<typeof build>) => build(...args).all.map(({ role }) => role);
  expect(roles()).not.toContain('toggleDevTools');
  expect(roles({}, 'linux', true)).toContain('toggleDevTools');
  expect(labels(build().template)).toEqual(['File', 'Edit', 'View', 'Training', 'Window', 'Help']);
  expect(labels(build({}, 'darwin').template)[0]).toBe('Gatescope');
});
