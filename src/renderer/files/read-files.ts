/** Files that a person chose, dropped or pasted, as names and bytes: all of them, or one sentence why none. */

import type { OpenedFile } from '../../protocol/desktop.ts';
import type { NoticeBoard } from '../client/notice-board.svelte.ts';
import type { Refusal } from './open-files.svelte.ts';
import { limits } from '../../domain/limits/limits.ts';

/** Why files were refused; with `several` one of them is opened. */
export type FilesProblem = 'tooMany' | 'tooLarge' | 'unreadable' | Refusal;

/** Files that are of no known kind, unreadable or too many. */
export type FilesNotice = { readonly kind: 'files'; readonly problem: FilesProblem; readonly names: readonly string[] };

type Unread = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** @returns null where they cannot be read, which has been reported */
export async function readFiles(
  given: readonly Unread[],
  notices: Pick<NoticeBoard<FilesNotice>, 'show' | 'dismiss'>,
): Promise<OpenedFile[] | null> {
  const refuse = (problem: 'tooMany' | 'tooLarge' | 'unreadable', refused: readonly Unread[]) => {
    notices.show({ kind: 'files', problem, names: refused.map(({ name }) => name) });
    return null;
  };
  notices.dismiss('files');
  if (given.length > limits.maxFilesAtOnce) return refuse('tooMany', given);
  // Nothing larger than a data set is opened.
  if (given.reduce((sum, { size }) => sum + size, 0) > limits.maxDataSetBytes) return refuse('tooLarge', given);

  const read = await Promise.all(given.map(readFile));
  const unreadable = given.filter((_, index) => read[index] === null);
  return unreadable.length > 0 ? refuse('unreadable', unreadable) : read.filter((file) => file !== null);
}

/** @returns null for a folder, and for a file that has gone */
async function readFile(file: Unread): Promise<OpenedFile | null> {
  const content = await file.arrayBuffer().catch(() => null);
  return content && { name: file.name, bytes: new Uint8Array(content) };
}
