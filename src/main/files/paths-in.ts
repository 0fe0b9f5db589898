/** The files that a command line names: how the desktop starts the app to open files. */

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLink } from '../../protocol/link/link-text.ts';

/** The extension of the app's own files. */
export const ownEnding = '.gatescope';

/**
 * Everything that is neither an option nor one of Gatescope's links: content decides what a file is, and many have no extension. Chromium's own
 * arguments are options.
 * @param directory that relative paths start from
 */
export function pathsIn(args: readonly string[], directory: string): string[] {
  const end = args.indexOf('--');
  const [before, after] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end + 1)];
  return [...before.filter((arg) => !arg.startsWith('-')), ...after]
    .filter((arg) => arg !== '' && !isLink(arg))
    .map((arg) => pathOf(arg) ?? resolve(directory, arg));
}

/**
 * Linux desktops name files by URL. Null for other URLs, or a file on another machine, whose path would lead nowhere.
 */
function pathOf(arg: string): string | null {
  if (!arg.startsWith('file:')) return null;
  try {
    return fileURLToPath(arg);
  } catch {
    return null;
  }
}
