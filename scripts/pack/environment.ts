/** What electron-builder learns from its environment. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run.ts';

/**
 * Where there is `dpkg-deb` it makes the .deb, whether or not fpm could be downloaded: what is tested is what is shipped.
 * The time of the commit is that of all files, so that two builds of it are equal. Both may be set otherwise.
 */
export function packingEnvironment(): NodeJS.ProcessEnv {
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
