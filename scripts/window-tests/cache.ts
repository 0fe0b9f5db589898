/** Where the tests keep downloads: outside the repository, so that all clones share them. */

import { homedir } from 'node:os';
import { join } from 'node:path';

/** The system's for root, whose home nobody else may read: the window runs as an ordinary user. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, isRoot = process.getuid?.() === 0): string {
  const base = env.XDG_CACHE_HOME ?? (isRoot ? '/var/cache' : join(homedir(), '.cache'));
  return join(base, 'gatescope');
}
