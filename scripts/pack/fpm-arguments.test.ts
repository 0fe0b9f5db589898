import { expect, test } from 'vitest';
import { readFpmArguments } from './fpm-arguments.ts';

/** As electron-builder 26 gives them. */
const given = `-s dir --force -t deb -d libnss3 -d xdg-utils --deb-recommends desktop-file-utils --deb-compression gz
--architecture amd64 --after-install /t/postinst --after-remove /t/postrm --before-remove=/t/prerm --version 1.2.0~beta --package /o/a.deb
--name gatescope --vendor Us --url https://example.org --category science --deb-priority optional --license MIT
/o/linux-unpacked/=/opt/Gatescope /t/a=b.png=/usr/share/icons/a.png`.split(/\s/);
const rest = ['--maintainer', 'Us <us@example.org>', '--description', 'In short\n At length.\n\n The end.'];

test("reads the package's contents and fields from electron-builder’s arguments", () => {
  expect(readFpmArguments([...given, ...rest])).toEqual({
    path: '/o/a.deb',
    control: {
      Package: 'gatescope',
      Version: '1.2.0~beta',
      License: 'MIT',
      Architecture: 'amd64',
      Maintainer: 'Us <us@example.org>',
      Depends: 'libnss3, xdg-utils',
      Recommends: 'desktop-file-utils',
      Section: 'science',
      Priority: 'optional',
      Homepage: 'https://example.org',
      Description: 'In short\n At length.\n .\n The end.',
    },
    scripts: { postinst: '/t/postinst', prerm: '/t/prerm', postrm: '/t/postrm' },
    files: [
      { from: '/o/linux-unpacked/', to: '/opt/Gatescope' },
      { from: '/t/a=b.png', to: '/usr/share/icons/a.png' },
    ],
    compression: 'gz',
  });
});

test('refuses what it does not support', () => {
  expect(() => readFpmArguments([...given, ...rest, '--deb-systemd', 'a.service'])).toThrow('--deb-systemd');
  expect(() => readFpmArguments([...given, ...rest, '-t', 'rpm'])).toThrow('only a .deb');
  expect(() => readFpmArguments(given)).toThrow('--description is missing');
  expect(() => readFpmArguments([...given, ...rest, 'a=b'])).toThrow('"a=b" names no place');
});
