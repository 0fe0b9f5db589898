/**
 * Saves what the page offers, at a place that the person chooses. The bytes wait in a temporary file until they are
 * saved whole or the person cancels: where one place fails, another is asked for.
 */

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app, type DownloadItem, type Session } from 'electron';
import { ask, choosePlace } from '../dialogs.ts';
import type { Remembered } from '../remembered.ts';
import type { Texts } from '../texts/index.ts';
import { withEnding } from './endings.ts';
import { folderFor, kindOf, rememberFolder } from './folders.ts';
import { ownEnding } from './paths-in.ts';
import { NotSaved, writeWhole } from './write-whole.ts';

/** URLs of content that the page made; it saves nothing else. */
const ownContent = 'blob:gatescope://app/';

/** @param log gets the system's errors about files that were not saved */
export function saveDownloads(
  session: Session,
  remembered: Remembered,
  texts: () => Texts,
  log: (text: string) => void,
) {
  /** Files without a final place yet. */
  const temporary = new Set<string>();
  app.on('quit', () => {
    for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
  });
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(ownContent)) {
      event.preventDefault();
      return;
    }
    const name = basename(item.getFilename());
    let folder: string;
    try {
      // Electron needs the path before this listener returns; later it would show its own dialog.
      folder = mkdtempSync(join(app.getPath('temp'), 'gatescope-'));
    } catch (error) {
      event.preventDefault();
      log(`${name} could not be kept for saving: ${String(error)}`);
      void ask(texts().notSaved(name, texts().saving.noRoom), [texts().buttons.ok]);
      return;
    }
    temporary.add(folder);
    item.setSavePath(join(folder, 'download'));
    void save(item, name, remembered, texts, log).finally(async () => {
      // A scanner may still read the temporary file; the saved one is unaffected.
      await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
      temporary.delete(folder);
    });
  });
}

async function save(
  item: DownloadItem,
  name: string,
  remembered: Remembered,
  texts: () => Texts,
  log: (text: string) => void,
) {
  const finished = new Promise<string>((resolve) => {
    item.once('done', (_event, state) => {
      resolve(state);
    });
  });
  const suggested = () => join(folderFor(remembered, kindOf(name)), name);
  let place = await choosePlaceFor(name, suggested(), texts);
  while (place !== null) {
    const { saveElsewhere, doNotSave, ok } = texts().buttons;
    if ((await finished) !== 'completed') {
      await ask(texts().notSaved(name, texts().saving.noRoom), [ok]);
      return;
    }
    try {
      await writeWhole(item.getSavePath(), place);
      break;
    } catch (error) {
      log(`${place} could not be saved: ${String(error instanceof NotSaved ? (error.cause ?? error) : error)}`);
      const why = error instanceof NotSaved ? texts().saving[error.problem] : texts().saving.otherwise;
      if ((await ask(texts().notSaved(basename(place), why), [saveElsewhere, doNotSave])) === 1) return;
      place = await choosePlaceFor(name, suggested(), texts);
    }
  }
  if (place === null) {
    item.cancel();
    return;
  }
  rememberFolder(remembered, kindOf(name), place);
  if (place.toLowerCase().endsWith(ownEnding)) {
    remembered.addRecent(place);
    app.addRecentDocument(place);
  }
}

/**
 * Where to save, with an extension; null for nowhere. The dialog asks before replacing a file, except under another
 * name than it returned.
 */
async function choosePlaceFor(name: string, suggested: string, texts: () => Texts): Promise<string | null> {
  const chosen = await choosePlace({
    title: texts().saveTitle,
    defaultPath: suggested,
    // For Linux, where the dialog does not ask otherwise.
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  if (chosen === null) return null;
  const place = withEnding(chosen, name);
  if (place === chosen || !statSync(place, { throwIfNoEntry: false })?.isFile()) return place;
  const { replace, otherName } = texts().buttons;
  const pressed = await ask(texts().replaceFile(basename(place)), [replace, otherName], { defaultId: 1 });
  return pressed === 0 ? place : choosePlaceFor(name, place, texts);
}
