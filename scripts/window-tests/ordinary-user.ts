/**
 * The user for tests of the window: Chromium's sandbox does not run as root, so root's tests run as a user without
 * rights.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, chownSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../run.ts';

/** `nobody` and `nogroup`, on every Linux. */
const nobody = 65534;

export type OrdinaryUser = {
  /** Undefined where this process has no special rights. */
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
  /** A folder of its own: home and temporary files. */
  readonly home: string;
  /** Tells its programs about these folders. */
  readonly env: NodeJS.ProcessEnv;
  readonly remove: () => void;
};

/** @throws Error in one sentence where nobody else may read root's files */
export function createOrdinaryUser(): OrdinaryUser {
  const ids = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : undefined;
  if (ids && spawnSync('ls', [root], { ...ids }).status !== 0) throw new Error(`An ordinary user cannot read ${root}`);
  const home = mkdtempSync(join(tmpdir(), 'gatescope-window-'));
  if (ids) chownSync(home, ids.uid, ids.gid);
  const foreign = { XDG_CONFIG_HOME: undefined, XDG_CACHE_HOME: undefined, XDG_DATA_HOME: undefined };
  return {
    ...{ ids, home },
    env: { HOME: home, TMPDIR: home, XDG_RUNTIME_DIR: home, ...foreign },
    remove() {
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
