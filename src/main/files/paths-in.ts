/** Which files a command line names: what the desktop starts the app with when somebody opens files with it. */

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The ending of the app's own files. */
export const ownEnding = '.gatescope';

/**
 * All that is no option: what a file is, its content decides, and many have no ending. Chromium's own arguments are options.
 * @param directory that relative paths start from
 */
export function pathsIn(args: readonly string[], directory: string): string[] {
  const end = args.indexOf('--');
  const [before, after] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end + 1)];
  return [...before.filter((arg) => !arg.startsWith('-')), ...after]
    .filter((arg) => arg !== '')
    .map((arg) => pathOf(arg) ?? resolve(directory, arg));
}

/** Linux desktops name files by URL. Null for what is none, or is on another machine: the path that it makes leads nowhere. */
function pathOf(arg: string): string | null {
  if (!arg.startsWith('file:')) return null;
  try {
    return fileURLToPath(arg);
  } catch {
    return null;
  }
}
