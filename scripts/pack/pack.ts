/** Packs what is built with electron-builder. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inPackage, root, runNode } from '../run.ts';

/**
 * @param args electron-builder's
 * @returns its exit code
 */
export function pack(args: readonly string[]): Promise<number> {
  return runNode(inPackage('electron-builder', 'cli.js'), ['--publish', 'never', ...args], { env: environment() });
}

/**
 * Where available `dpkg-deb` makes the .deb, even if fpm could be downloaded, so that what is tested is what is
 * shipped. All files get the commit's time, so that two builds of it are equal. Both can be set otherwise.
 */
function environment(): NodeJS.ProcessEnv {
  const fpm = existsSync('/usr/bin/dpkg-deb') ? { CUSTOM_FPM_PATH: join(import.meta.dirname, 'fpm.sh') } : {};
  return { SOURCE_DATE_EPOCH: commitTime(), ...fpm, ...process.env };
}

/** Seconds since 1970; 0 where this is no clone of the repository. */
function commitTime(): string {
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '0';
  }
}
