/** Hands files that were opened outside the page to the page, as soon as it can take them. */

import { basename } from 'node:path';
import { app, type WebContents } from 'electron';
import { channels } from '../../protocol/bridge.ts';
import type { OpenedFile } from '../../protocol/desktop.ts';
import { ask, chooseFiles } from '../dialogs.ts';
import type { Remembered } from '../remembered.ts';
import type { Texts } from '../texts/index.ts';
import { messageOf } from '../../protocol/errors.ts';
import { folderFor, rememberFolder } from './folders.ts';
import { ownEnding } from './paths-in.ts';
import { readOpened } from './read-opened.ts';

/** Files of all kinds are looked for in one place. */
const openedKind = 'opened';

export type OpenedFiles = {
  /** Brings the window forward, and hands these files to its page as soon as that takes files. */
  readonly open: (paths: readonly string[]) => void;
  /** Whether this page takes files now. */
  readonly setTaker: (page: WebContents, takes: boolean) => void;
  /** Asks for files in a dialog, and opens them. */
  readonly choose: () => Promise<void>;
};

/** @param showWindow where the app outlives its window, the one that takes the files may be hidden, or not be there */
export function createOpenedFiles(remembered: Remembered, texts: () => Texts, showWindow: () => void): OpenedFiles {
  const waiting: string[] = [];
  let taker: WebContents | null = null;

  async function read(path: string): Promise<OpenedFile | null> {
    const name = basename(path);
    try {
      const file = await readOpened(path, texts());
      if (path.toLowerCase().endsWith(ownEnding)) {
        remembered.addRecent(path);
        app.addRecentDocument(path);
      }
      return file;
    } catch (error) {
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (isGone) remembered.removeRecent(path);
      const why = messageOf(error);
      await ask(isGone ? texts().fileGone(name) : texts().fileNotOpened(name, why), [texts().buttons.ok]);
      return null;
    }
  }

  async function handOver() {
    const page = taker;
    if (!page || waiting.length === 0) return;
    const paths = waiting.splice(0);
    const files = (await Promise.all(paths.map(read))).filter((file) => file !== null);
    if (files.length === 0) return;
    if (taker === page && !page.isDestroyed()) page.send(channels.openFiles, files);
    // It went while they were read: the next one gets them.
    else waiting.unshift(...paths);
  }

  function open(paths: readonly string[]) {
    waiting.push(...paths);
    showWindow();
    void handOver();
  }

  return {
    open,
    setTaker(page, takes) {
      if (takes) taker = page;
      else if (taker === page) taker = null;
      void handOver();
    },
    async choose() {
      const { model, all } = texts().fileKinds;
      const paths = await chooseFiles({
        title: texts().openTitle,
        defaultPath: folderFor(remembered, openedKind),
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: all, extensions: ['*'] },
          { name: model, extensions: [ownEnding.slice(1)] },
        ],
      });
      if (paths.length === 0) return;
      rememberFolder(remembered, openedKind, paths[0]);
      open(paths);
    },
  };
}
