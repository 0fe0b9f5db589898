/** The native menu, in the system's language. The page has its own controls; the menu holds what every app's menu holds. */

import { Menu, type MenuItemConstructorOptions } from 'electron';

const english = {
  menus: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
  },
  items: {
    about: 'About Gatescope',
    hide: 'Hide Gatescope',
    hideOthers: 'Hide Others',
    unhide: 'Show All',
    quit: 'Quit Gatescope',
    close: 'Close Window',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    reload: 'Reload',
    toggleDevTools: 'Developer Tools',
    resetZoom: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    togglefullscreen: 'Full Screen',
    minimize: 'Minimize',
  },
};

const korean: typeof english = {
  menus: {
    file: '파일',
    edit: '편집',
    view: '보기',
    window: '창',
  },
  items: {
    about: 'Gatescope에 관하여',
    hide: 'Gatescope 숨기기',
    hideOthers: '다른 앱 숨기기',
    unhide: '모두 보기',
    quit: 'Gatescope 종료',
    close: '창 닫기',
    undo: '실행 취소',
    redo: '다시 실행',
    cut: '잘라내기',
    copy: '복사',
    paste: '붙여넣기',
    selectAll: '모두 선택',
    reload: '새로 고침',
    toggleDevTools: '개발자 도구',
    resetZoom: '실제 크기',
    zoomIn: '확대',
    zoomOut: '축소',
    togglefullscreen: '전체 화면',
    minimize: '최소화',
  },
};

type ItemRole = keyof typeof english.items;

/** @param options.development adds what only a developer needs */
export function menuTemplate(options: {
  readonly locale: string;
  readonly platform: string;
  readonly development: boolean;
}): MenuItemConstructorOptions[] {
  const labels = options.locale.startsWith('ko') ? korean : english;
  const onMac = options.platform === 'darwin';
  const items = (...roles: (ItemRole | '-')[]): MenuItemConstructorOptions[] =>
    roles.map((role) => (role === '-' ? { type: 'separator' } : { role, label: labels.items[role] }));

  const app = items('about', '-', 'hide', 'hideOthers', 'unhide', '-', 'quit');
  const view = items('resetZoom', 'zoomIn', 'zoomOut', '-', 'togglefullscreen');
  return [
    ...(onMac ? [{ label: 'Gatescope', submenu: app }] : []),
    { label: labels.menus.file, submenu: onMac ? items('close') : items('about', '-', 'quit') },
    { label: labels.menus.edit, submenu: items('undo', 'redo', '-', 'cut', 'copy', 'paste', 'selectAll') },
    {
      label: labels.menus.view,
      submenu: options.development ? [...items('reload', 'toggleDevTools', '-'), ...view] : view,
    },
    { label: labels.menus.window, submenu: items('minimize', 'close') },
  ];
}

export function setMenu(options: Parameters<typeof menuTemplate>[0]) {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}
