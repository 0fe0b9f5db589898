/** Which files a command line names: what the desktop starts the app with when somebody opens a file with it. */

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The ending of the app's own files. */
export const ownEnding = '.gatescope';

/**
 * Only the app's own files, because Chromium puts arguments of its own among these.
 * @param directory that relative paths start from
 */
export function pathsIn(args: readonly string[], directory: string): string[] {
  return args
    .filter((arg) => !arg.startsWith('-') && arg.toLowerCase().endsWith(ownEnding))
    .flatMap((arg) => (arg.startsWith('file:') ? pathOf(arg) : [resolve(directory, arg)]));
}

/** Linux desktops name files by URL. */
function pathOf(url: string): string[] {
  try {
    return [fileURLToPath(url)];
  } catch {
    return [];
  }
}
