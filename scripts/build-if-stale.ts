/** Builds `out/` when one of its inputs is newer. */

import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setup as ensureKernels } from './kernels/ensure.ts';
import { inPackage, root, runNode } from './run.ts';

/** Inputs of the bundles besides src/. */
const inputs = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.json'];

/** Its time is when the last build began, so that a file saved meanwhile counts as newer. */
const stamp = 'out/.built';

/** @param folder of the project */
export function isStale(folder: string): boolean {
  const built = changeTime(join(folder, stamp));
  return built === null || newest(folder) > built;
}

function newest(folder: string): number {
  const paths = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => join('src', path));
  return Math.max(...[...inputs, 'src', ...paths].map((path) => changeTime(join(folder, path)) ?? 0));
}

function changeTime(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** @throws Error when the build fails; the reason is on standard error */
export async function build(): Promise<void> {
  const begun = new Date();
  console.error('Building Gatescope, which takes up to a minute …');
  await ensureKernels();
  // The program's output may be meant for another program, so nothing of the build goes to standard output.
  const code = await runNode(inPackage('electron-vite', 'bin', 'electron-vite.js'), ['build', '--logLevel', 'warn'], {
    stdio: ['ignore', 2, 2],
  });
  if (code !== 0) throw new Error('The build failed. The reason is above.');
  markBuilt(root, begun);
}

/** @param begun when the build that has just ended began */
export function markBuilt(folder: string, begun: Date) {
  mkdirSync(join(folder, 'out'), { recursive: true });
  writeFileSync(join(folder, stamp), '');
  utimesSync(join(folder, stamp), begun, begun);
}

/** @throws Error when the build fails */
export async function buildIfStale(): Promise<void> {
  await ensureKernels();
  if (isStale(root)) await build();
}
