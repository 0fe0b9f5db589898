/** Where programs of this system keep what belongs to a person. */

import { posix, win32 } from 'node:path';

/**
 * `$XDG_DATA_HOME/gatescope` or `~/.local/share/gatescope` (XDG Base Directory Specification), on macOS
 * `~/Library/Application Support/Gatescope`, on Windows `%APPDATA%\\Gatescope`.
 * @param home the person's home folder
 */
export function userDirectoryOf(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'win32')
    return win32.join(environment.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'Gatescope');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Gatescope');
  const { XDG_DATA_HOME: dataHome = '' } = environment;
  // The specification says to take no notice of a relative path.
  const folder = posix.isAbsolute(dataHome) ? dataHome : posix.join(home, '.local', 'share');
  return posix.join(folder, 'gatescope');
}
