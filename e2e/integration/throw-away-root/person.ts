/** A person at a screen of the throw-away system: no rights, no network, a window manager, and eyes. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type ThrowAwayRoot } from './root.ts';

/** Debian's packages for the person's programs. */
export const personsPackages = ['xvfb', 'openbox', 'dbus', 'xdotool', 'xclip', 'libglib2.0-bin', 'libgtk-3-bin'];

export type Person = {
  readonly home: string;
  /** @throws Error where the program fails */
  readonly run: (command: string, ...args: readonly string[]) => Promise<string>;
  /** Starts a program and does not wait for it. */
  readonly start: (command: string, ...args: readonly string[]) => ChildProcess;
  /** All text of the app's window, selected and copied as a person may; empty without a window. */
  readonly read: () => Promise<string>;
  /** Presses keys in the app's window, named as by xdotool. */
  readonly press: (keys: string) => Promise<void>;
};

const name = 'mina';

/** The screen gets a free number, and the bus an address; a line reports both. */
const session = `Xvfb -screen 0 1280x900x24 -nolisten tcp -displayfd 3 3>/tmp/screen 2>/dev/null &
until [ -s /tmp/screen ]; do sleep 0.1; done
export DISPLAY=:$(cat /tmp/screen)
openbox 2>/dev/null &
echo "$DISPLAY $DBUS_SESSION_BUS_ADDRESS"
exec sleep infinity`;

/** Logs a new person in. */
export async function logIn(root: ThrowAwayRoot): Promise<Person> {
  await root.run('useradd', '--create-home', name);
  const home = `/home/${name}`;
  const ids = ['setpriv', `--reuid=${name}`, `--regid=${name}`, '--init-groups'];
  const env = ['env', '-i', `--chdir=${home}`, `HOME=${home}`, `USER=${name}`, 'PATH=/usr/bin:/bin', 'LANG=C.UTF-8'];
  const person = ['--net', ...ids, ...env];
  const login = root.start('unshare', ...person, 'dbus-run-session', '--', 'sh', '-c', session);
  if (!login.stdout) throw new Error('The session cannot be heard.');
  const [line] = (await once(createInterface(login.stdout), 'line')) as [string];
  const [display, bus] = line.split(' ');
  const seated = [...person, `DISPLAY=${display}`, `DBUS_SESSION_BUS_ADDRESS=${bus}`];
  const run = (command: string, ...args: readonly string[]) => root.run('unshare', ...seated, command, ...args);
  const window = ['search', '--onlyvisible', '--name', ' – Gatescope$', 'windowactivate', '--sync'];
  const press = async (keys: string) => {
    await run('xdotool', ...window);
    // To the focused window, whichever it is: sent to one that closes at it, the key would never be let go of, and the
    // next window would get it.
    await run('xdotool', 'key', '--clearmodifiers', keys);
  };
  return {
    home,
    run,
    press,
    start: (command, ...args) => root.start('unshare', ...seated, command, ...args),
    async read() {
      try {
        await press('ctrl+a');
        await press('ctrl+c');
        return await run('xclip', '-out', '-selection', 'clipboard');
      } catch {
        return '';
      }
    },
  };
}
