/** Files that a person chose, dropped or pasted, as names and bytes: all of them, or one sentence why none. */

import { mostBytes } from '../../domain/limits.ts';
import type { OpenedFile } from '../../protocol/desktop.ts';
import type { NoticeBoard } from '../client/notice-board.svelte.ts';
import type { Refusal } from './open-files.svelte.ts';

/** Of files that come at one time. The screen says it, too. */
const mostFiles = 20;

/** Of those that came at one time; with `several` another of them is opened. */
export type FilesProblem = 'tooMany' | 'tooLarge' | 'unreadable' | Refusal;

/** Files that nobody opens, or that cannot be read, or more than are opened at a time. */
export type FilesNotice = { readonly kind: 'files'; readonly problem: FilesProblem; readonly names: readonly string[] };

type Unread = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** @returns null where they are not to be read, which the person has been told */
export async function readFiles(
  given: readonly Unread[],
  notices: Pick<NoticeBoard<FilesNotice>, 'show' | 'dismiss'>,
): Promise<OpenedFile[] | null> {
  const refuse = (problem: 'tooMany' | 'tooLarge' | 'unreadable', refused: readonly Unread[]) => {
    notices.show({ kind: 'files', problem, names: refused.map(({ name }) => name) });
    return null;
  };
  notices.dismiss('files');
  if (given.length > mostFiles) return refuse('tooMany', given);
  // Nothing that is opened is larger than a data set.
  if (given.reduce((sum, { size }) => sum + size, 0) > mostBytes) return refuse('tooLarge', given);

  const read = await Promise.all(given.map(readFile));
  const unreadable = given.filter((_, index) => read[index] === null);
  return unreadable.length > 0 ? refuse('unreadable', unreadable) : read.filter((file) => file !== null);
}

/** @returns null for a folder, and for what has gone meanwhile */
async function readFile(file: Unread): Promise<OpenedFile | null> {
  const content = await file.arrayBuffer().catch(() => null);
  return content && { name: file.name, bytes: new Uint8Array(content) };
}
