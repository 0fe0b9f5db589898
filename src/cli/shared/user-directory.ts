/** The system's folder for a person's data. */

import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/**
 * `$XDG_DATA_HOME/gatescope` or `~/.local/share/gatescope` (XDG Base Directory Specification), on macOS
 * `~/Library/Application Support/Gatescope`, on Windows `%APPDATA%\\Gatescope`.
 * @param homeOf returns the person's home folder; only called if needed
 * @throws Error where there is none
 */
export function userDirectoryOf(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  homeOf: () => string = homedir,
): string {
  const home = () => {
    try {
      return homeOf();
    } catch (error) {
      const message = 'This user has no home folder to keep data in: name a folder with --user-data, or set HOME.';
      throw new Error(message, { cause: error });
    }
  };
  if (platform === 'win32')
    return win32.join(environment.APPDATA ?? win32.join(home(), 'AppData', 'Roaming'), 'Gatescope');
  if (platform === 'darwin') return posix.join(home(), 'Library', 'Application Support', 'Gatescope');
  const { XDG_DATA_HOME: dataHome = '' } = environment;
  // The specification says to ignore a relative path.
  const folder = posix.isAbsolute(dataHome) ? dataHome : posix.join(home(), '.local', 'share');
  return posix.join(folder, 'gatescope');
}
