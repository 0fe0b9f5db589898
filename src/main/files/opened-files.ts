/** Passes files that were opened outside the page to the page, as soon as it takes files. */

import { basename, dirname } from 'node:path';
import { app, type WebContents } from 'electron';
import { channels } from '../../protocol/bridge.ts';
import { type OpenedFile } from '../../protocol/desktop.ts';
import { ask, chooseFiles } from '../dialogs.ts';
import type { Remembered } from '../remembered.ts';
import type { Texts } from '../texts/index.ts';
import { folderFor, rememberFolder } from './folders.ts';
import { ownEnding } from './paths-in.ts';
import { NotOpened, readOpened } from './read-opened.ts';
import { limits } from '../../domain/limits/limits.ts';

/** Files of all kinds share one remembered folder. */
const openedKind = 'opened';

export type OpenedFiles = {
  /** Brings the window forward, and passes these files to its page as soon as it takes files. */
  readonly open: (paths: readonly string[]) => void;
  /** Whether this page takes files now. */
  readonly setTaker: (page: WebContents, takes: boolean) => void;
  /** Asks for files in a dialog, and opens them. */
  readonly choose: () => Promise<void>;
};

/**
 * @param showWindow shows the window that takes the files, which may be hidden or closed where the app outlives it
 * @param log gets the system's errors about files that could not be read
 */
export function createOpenedFiles(
  remembered: Remembered,
  texts: () => Texts,
  showWindow: () => void,
  log: (text: string) => void,
): OpenedFiles {
  const waiting: string[] = [];
  let taker: WebContents | null = null;

  /** One sentence on why a file is not opened. */
  function explain(path: string, error: unknown): string {
    const name = basename(path);
    if (error instanceof NotOpened) return texts().fileNotOpened(name, texts().opening[error.problem]);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      if (!remembered.get().recent.includes(path)) return texts().noSuchFile(name, dirname(path));
      remembered.removeRecent(path);
      return texts().fileGone(name);
    }
    log(`${path} could not be opened: ${String(error)}`);
    return texts().fileNotOpened(name, texts().opening.otherwise);
  }

  async function read(paths: readonly string[]): Promise<readonly OpenedFile[]> {
    const files: OpenedFile[] = [];
    const problems: string[] = [];
    let room: number = limits.maxOpenedBytes;
    for (const path of paths) {
      try {
        const file = await readOpened(path, room);
        room -= file.bytes.length;
        files.push(file);
        if (!path.toLowerCase().endsWith(ownEnding)) continue;
        remembered.addRecent(path);
        app.addRecentDocument(path);
      } catch (error) {
        problems.push(explain(path, error));
      }
    }
    const more = problems.length - limits.maxOpeningSentences;
    const told = [...problems.slice(0, limits.maxOpeningSentences), ...(more > 0 ? [texts().moreNotOpened(more)] : [])];
    // Readable files do not wait for the others.
    if (told.length > 0) void ask(told.join('\n'), [texts().buttons.ok]);
    return files;
  }

  async function handOver() {
    const page = taker;
    if (!page || waiting.length === 0) return;
    const paths = waiting.splice(0);
    const files = await read(paths);
    if (files.length === 0) return;
    if (taker === page && !page.isDestroyed()) page.send(channels.openFiles, files);
    // The page went while they were read; the next one gets them.
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
