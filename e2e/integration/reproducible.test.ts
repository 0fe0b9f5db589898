/** Building a commit gives the bytes of the release: here in another folder, later, with another mask and time zone. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listBelow } from '../../scripts/pack/file-tree.ts';
import { pack } from '../../scripts/pack/pack.ts';
import { run } from '../../scripts/run.ts';
import { root } from './built.ts';
import { makeLinuxDistribution } from './fake-distribution/linux.ts';

/** Milliseconds for a build and two packages, on a busy machine. */
const limit = 600_000;

/** Everything that the app is built and packed from. */
const sources = ['src', 'scripts', 'resources', 'node_modules', 'LICENSE', 'package.json', 'package-lock.json'];
const settings = ['.npmrc', 'electron-builder.yml', 'electron.vite.config.ts', 'tsconfig.json'];

const other = `cd "$1" && shift && umask 077 && export TZ=Asia/Seoul LC_ALL=C
exec "$@"`;

describe.skipIf(!existsSync('/usr/bin/dpkg-deb'))('a clone that is built in another folder', () => {
  let folder: string;
  let clone: string;

  beforeAll(async () => {
    // In the repository, where the many packages can be linked and need not be copied.
    await mkdir(join(root, 'dist'), { recursive: true });
    folder = await mkdtemp(join(root, 'dist', 'reproducible-'));
    clone = join(folder, 'a clone');
    await mkdir(clone);
    for (const name of [...sources, ...settings])
      expect(await run('cp', ['--archive', '--link', join(root, name), clone])).toBe(0);
    await makeLinuxDistribution(join(folder, 'electron'));
    expect(await pack(packing('here'))).toBe(0);
    const tsx = join(clone, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    const command = [process.execPath, tsx, join('scripts', 'pack', 'index.ts'), ...packing('there')];
    expect(await run('sh', ['-c', other, 'sh', clone, ...command])).toBe(0);
  }, limit);

  afterAll(() => rm(folder, { recursive: true }));

  /** @param place for what is packed */
  function packing(place: string): string[] {
    const places = { electronDist: join(folder, 'electron'), 'directories.output': join(folder, place) };
    // Quickly: whether a compressor gives the same twice is not the question.
    const settings = Object.entries({ ...places, 'deb.compression': 'zst' });
    return ['--linux', 'deb', '--x64', ...settings.map(([name, value]) => `-c.${name}=${value}`)];
  }

  const sha256 = async (path: string) =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');

  /** A line for each file of a folder. */
  async function hashes(path: string): Promise<string[]> {
    const files = (await listBelow(path)).filter(({ kind }) => kind === 'file');
    return Promise.all(files.map(async (file) => `${await sha256(join(path, file.path))}  ${file.path}`));
  }

  test('has the same bundles', async () => {
    // It bears a time, and stays at home.
    const stamp = (line: string) => line.endsWith('  .built');
    const [here, there] = [await hashes(join(root, 'out')), await hashes(join(clone, 'out'))];

    expect(here.length).toBeGreaterThan(40);
    expect(there.filter((line) => !stamp(line))).toEqual(here.filter((line) => !stamp(line)));
  });

  test('packs the same archive, and the same .deb', async () => {
    const [name = ''] = (await readdir(join(folder, 'here'))).filter((each) => each.endsWith('.deb'));
    const places = [name, join('linux-unpacked', 'resources', 'app.asar')];
    const [here, there] = await Promise.all(
      ['here', 'there'].map((place) => Promise.all(places.map((path) => sha256(join(folder, place, path))))),
    );
    console.log(places.map((path, index) => `${here[index]}  ${path}`).join('\n'));

    expect(name).toMatch(/\.deb$/);
    expect(there).toEqual(here);
  });
});
