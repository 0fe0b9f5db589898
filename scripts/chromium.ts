/** Finds a Chromium for the end-to-end tests, or installs one. */

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { canInstall, install } from './debian.ts';
import { inPackage, runNode } from './run.ts';

/** Names under which systems know Chromium and Chrome. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPath = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * Path of a Chromium: `CHROMIUM_PATH` if set, else Playwright's own, else the system's; undefined if there is none.
 * @param env holds `CHROMIUM_PATH` and `PATH`
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const chosen = env.CHROMIUM_PATH;
  if (chosen) return chosen;
  return [chromium.executablePath(), ...onPath, macPath].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds after which a download is given up. */
const downloadLimit = 300_000;

/**
 * Installs Playwright's Chromium, else Debian's where allowed.
 * @throws Error with the remedy when neither is available
 */
export async function installChromium(): Promise<string> {
  const playwright = inPackage('@playwright', 'test', 'cli.js');
  await runNode(playwright, ['install', 'chromium'], { timeout: downloadLimit });
  if (!findChromium() && canInstall()) await install('chromium');
  const path = findChromium();
  if (path === undefined) throw new Error('No Chromium was found or could be installed: set CHROMIUM_PATH to one.');
  return path;
}

/** A browser for a script that draws pictures; installs one where there is none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium() ?? (await installChromium());
  // Chromium's sandbox refuses root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}
