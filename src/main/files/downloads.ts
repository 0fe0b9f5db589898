/**
 * Saves what the page offers for saving, where the person says. The bytes go to a temporary file while the dialog is open, and
 * reach their place whole or not at all.
 */

import { copyFile, open, rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { basename, join } from 'node:path';
import { app, type DownloadItem, type Session } from 'electron';
import { replaceFile } from '../../engine/replace-file.ts';
import { ask, choosePlace } from '../dialogs.ts';
import type { Remembered } from '../remembered.ts';
import type { Texts } from '../texts/index.ts';
import { messageOf } from '../../protocol/errors.ts';
import { folderFor, kindOf, rememberFolder } from './folders.ts';
import { ownEnding } from './paths-in.ts';

/** What the page makes itself; it has nothing else to save. */
const ownContent = 'blob:gatescope://app/';

export function saveDownloads(session: Session, remembered: Remembered, texts: () => Texts) {
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(ownContent)) {
      event.preventDefault();
      return;
    }
    // Electron wants to know the path before this listener returns; later it would ask by itself.
    const folder = mkdtempSync(join(app.getPath('temp'), 'gatescope-'));
    item.setSavePath(join(folder, 'download'));
    void save(item, remembered, texts)
      // A scanner may still look at what lies there; what was saved is saved all the same.
      .finally(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined))
      .catch((error: unknown) => {
        const why = messageOf(error);
        return ask(texts().fileNotSaved(item.getFilename(), why), [texts().buttons.ok]);
      });
  });
}

async function save(item: DownloadItem, remembered: Remembered, texts: () => Texts) {
  const name = basename(item.getFilename());
  const finished = new Promise<string>((resolve) => {
    item.once('done', (_event, state) => {
      resolve(state);
    });
  });
  const place = await choosePlace({ defaultPath: join(folderFor(remembered, kindOf(name)), name) });
  if (place === null) {
    item.cancel();
    return;
  }
  const state = await finished;
  if (state !== 'completed') throw new Error(texts().interrupted);
  await copyWhole(item.getSavePath(), place);
  rememberFolder(remembered, kindOf(name), place);
  if (place.toLowerCase().endsWith(ownEnding)) {
    remembered.addRecent(place);
    app.addRecentDocument(place);
  }
}

/** Through a neighbour of its own, because a file can be renamed within one disk only. */
async function copyWhole(from: string, to: string) {
  const whole = `${to}.${process.pid}.tmp`;
  try {
    await copyFile(from, whole);
    await putOnDisk(whole);
    await replaceFile(whole, to);
  } catch (error) {
    await rm(whole, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function putOnDisk(path: string) {
  // Windows wants the right to write for this.
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}
