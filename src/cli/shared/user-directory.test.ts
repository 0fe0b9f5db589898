import { expect, test } from 'vitest';
import { userDirectoryOf } from './user-directory.ts';

test.each([
  ['linux', {}, '/home/ada', '/home/ada/.local/share/gatescope'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/ada', '/data/gatescope'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada', '/home/ada/.local/share/gatescope'],
  ['darwin', {}, '/Users/ada', '/Users/ada/Library/Application Support/Gatescope'],
  ['win32', { APPDATA: 'D:\\Roaming' }, 'C:\\Users\\ada', 'D:\\Roaming\\Gatescope'],
  ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Gatescope'],
] as const)('on %s with %o and the home %s it is %s', (platform, environment, home, expected) => {
  expect(userDirectoryOf(platform, environment, () => home)).toBe(expected);
});

test('tells a user without a home what to do, unless the folder is not needed', () => {
  const none = () => {
    throw new Error('uv_os_homedir returned ENOENT');
  };
  expect(() => userDirectoryOf('linux', {}, none)).toThrow(
    'no home folder to keep data in: name a folder with --user-data',
  );
  expect(userDirectoryOf('linux', { XDG_DATA_HOME: '/data' }, none)).toBe('/data/gatescope');
});
