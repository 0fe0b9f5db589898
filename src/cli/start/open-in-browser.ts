/** Opens an address in the person's browser, by the command of each system. */

import { spawn } from 'node:child_process';

/**
 * A command that has not failed after so many milliseconds counts as successful; some run until the browser is closed.
 */
const patience = 2_000;

/**
 * @returns null where there is nothing to open it in, such as on a server
 * @param environment `BROWSER` names a command of one's own (as Debian's sensible-browser reads it)
 */
export function browserCommand(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): readonly [command: string, ...args: string[]] | null {
  const { BROWSER, DISPLAY, WAYLAND_DISPLAY } = environment;
  if (BROWSER) return [BROWSER];
  if (platform === 'darwin') return ['open'];
  // Unlike `start` it passes an address with & and % unchanged.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return DISPLAY || WAYLAND_DISPLAY ? ['xdg-open'] : null;
}

/** @returns whether it seems to have been opened */
export function openInBrowser(url: string, command = browserCommand(process.platform, process.env)): Promise<boolean> {
  if (!command) return Promise.resolve(false);
  const [program, ...args] = command;
  return new Promise((resolve) => {
    // Ctrl-C here must not end the browser.
    const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
    const timer = setTimeout(resolve, patience, true);
    const end = (opened: boolean) => {
      clearTimeout(timer);
      resolve(opened);
    };
    child.on('error', () => {
      end(false);
    });
    child.on('exit', (code) => {
      end(code === 0);
    });
    child.unref();
  });
}
