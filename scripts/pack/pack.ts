/** Has electron-builder pack what is built. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inPackage, root, runNode } from '../run.ts';

/** @param args electron-builder's @returns its exit code */
export function pack(args: readonly string[]): Promise<number> {
  return runNode(inPackage('electron-builder', 'cli.js'), ['--publish', 'never', ...args], { env: environment() });
}

/**
 * Where there is `dpkg-deb` it makes the .deb, whether or not fpm could be downloaded: what is tested is what is shipped.
 * The time of the commit is that of all files, so that two builds of it are equal. Both may be set otherwise.
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
