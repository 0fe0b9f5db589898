/** Where the tests keep what they download: outside the repository, so that every clone shares it. */

import { homedir } from 'node:os';
import { join } from 'node:path';

/** Of root, whose home nobody else may read, it is the system's: the window runs as an ordinary user. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, isRoot = process.getuid?.() === 0): string {
  const base = env.XDG_CACHE_HOME ?? (isRoot ? '/var/cache' : join(homedir(), '.cache'));
  return join(base, 'gatescope');
}
