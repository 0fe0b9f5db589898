import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test as everywhere, vi } from 'vitest';
import { makeDeb } from './deb.ts';

// It is there on Debian and Ubuntu.
const test = everywhere.skipIf(!existsSync('/usr/bin/dpkg-deb'));

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-deb-test-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** A package of the files in `place`, which are made for it. */
async function pack(place: string, names: readonly string[], modified: Date): Promise<string> {
  const app = join(folder, place, 'app');
  await mkdir(app, { recursive: true });
  for (const name of names) {
    await writeFile(join(app, name), name, { mode: 0o600 });
    await utimes(join(app, name), modified, modified);
  }
  await chmod(join(app, 'run'), 0o700);
  await symlink('run', join(app, 'link'));
  const postinst = join(folder, place, 'script');
  await writeFile(postinst, '#!/bin/sh\n');
  const path = join(folder, `${place}.deb`);
  const control = {
    Package: 'a',
    Version: '1',
    Architecture: 'all',
    Maintainer: 'Us <us@example.org>',
    Priority: undefined,
  };
  await makeDeb({
    path,
    control: { ...control, Description: 'In short\n At length.' },
    scripts: { postinst },
    files: [
      { from: `${app}/`, to: '/opt/A' },
      { from: postinst, to: '/opt/A/data' },
    ],
    compression: 'gz',
  });
  return path;
}

const dpkg = (...args: string[]) =>
  execFileSync('dpkg-deb', args, { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } });

test('has its files for everybody, its fields and its script', async () => {
  vi.stubEnv('SOURCE_DATE_EPOCH', '1000000000');
  const path = await pack('one', ['data', 'run'], new Date());

  const rows = dpkg('--contents', path).trim().split('\n');
  expect(rows.map((row) => row.replace(/ +/g, ' '))).toEqual([
    'drwxr-xr-x root/root 0 2001-09-09 01:46 ./',
    'drwxr-xr-x root/root 0 2001-09-09 01:46 ./opt/',
    'drwxr-xr-x root/root 0 2001-09-09 01:46 ./opt/A/',
    '-rw-r--r-- root/root 4 2001-09-09 01:46 ./opt/A/data',
    '-rwxr-xr-x root/root 3 2001-09-09 01:46 ./opt/A/run',
    // dpkg-deb puts links behind their targets.
    'lrwxrwxrwx root/root 0 2001-09-09 01:46 ./opt/A/link -> run',
  ]);
  expect(dpkg('--field', path)).toBe(
    'Package: a\nVersion: 1\nArchitecture: all\nMaintainer: Us <us@example.org>\nDescription: In short\n At length.\nInstalled-Size: 5\n',
  );
  const data = createHash('md5').update('data').digest('hex');
  expect(dpkg('--info', path, 'md5sums')).toContain(`${data}  opt/A/data\n`);
  expect(dpkg('--info', path, 'postinst')).toBe('#!/bin/sh\n');
});

test('is the same whenever, wherever and in whatever order its files were written', async () => {
  const one = await pack('one', ['data', 'run'], new Date(0));
  const other = await pack('other', ['run', 'data'], new Date('2030-01-01'));

  expect((await readFile(one)).equals(await readFile(other))).toBe(true);
});

everywhere('refuses what makes no package', async () => {
  const wrong = { path: join(folder, 'a.deb'), scripts: {}, files: [], compression: 'xz' };
  const control = { Package: 'a\nDepends: b' };

  await expect(makeDeb({ ...wrong, control })).rejects.toThrow('the control file cannot have "Package: a');
  await expect(makeDeb({ ...wrong, control: {}, compression: 'bz2' })).rejects.toThrow('"bz2" is no compression');
});
