/** Checks the releases page for a newer version, on the person's request only. */

import { app, session, shell } from 'electron';
import { object, parse, pipe, regex, string } from 'valibot';
import { homepage } from '../../package.json';
import { ask } from './dialogs.ts';
import type { Texts } from './texts/index.ts';

const releasesPage = `${homepage}/releases/latest`;
const latestRelease = releasesPage.replace('https://github.com/', 'https://api.github.com/repos/');

const releaseSchema = object({ tag_name: pipe(string(), regex(/^v?\d{1,5}\.\d{1,5}\.\d{1,5}$/)) });
const patience = 10_000;

/** @param log gets the reason why the check failed */
export async function checkForUpdates(texts: Texts, log: (text: string) => void) {
  const own = app.getVersion();
  let latest: string;
  try {
    latest = await latestVersion();
  } catch (error) {
    log(`No answer about updates: ${String(error)}`);
    await ask(texts.updateUnknown, [texts.buttons.ok]);
    return;
  }
  if (!isNewer(latest, own)) {
    await ask(texts.newest(own), [texts.buttons.ok], { type: 'info' });
    return;
  }
  const { openPage, later } = texts.buttons;
  if ((await ask(texts.newer(latest), [openPage, later], { type: 'info' })) === 0)
    await shell.openExternal(releasesPage);
}

async function latestVersion(): Promise<string> {
  // The page's session may reach only the page; this one has no page, no cookies, and is discarded.
  const answer = await session.fromPartition('updates').fetch(latestRelease, {
    credentials: 'omit',
    redirect: 'error',
    headers: { Accept: 'application/vnd.github+json' },
    signal: AbortSignal.timeout(patience),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return parse(releaseSchema, await answer.json()).tag_name.replace('v', '');
}

/** Whether the first of two versions like `1.10.0` is the later one. */
export function isNewer(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) > 0;
}
