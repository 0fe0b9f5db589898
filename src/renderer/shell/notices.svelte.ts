/** What the person should know now: failures in words, and ways back: from a restart, and to a run that was interrupted. One notice of each kind at a time. */

import type { PictureProblem } from '../files/picture.ts';
import type { WireError } from '../../domain/errors.ts';
import type { ModelOrigin } from '../../domain/recipe/recipe.ts';
import type { SavedRun } from '../../protocol/saved-runs.ts';
import type { Consequence } from './engine-memory.ts';
import type { Refusal } from '../files/open-files.svelte.ts';

/** Of those that came at one time; with `several` another of them is opened. */
export type FilesProblem = 'tooMany' | 'tooLarge' | 'unreadable' | Refusal;

export type Notice =
  | { readonly kind: 'error'; readonly error: WireError }
  /** The connection is gone; `final` when it will not come back by itself. */
  | { readonly kind: 'disconnected'; readonly reason: 'connectionLost' | 'engineStopped'; readonly final: boolean }
  /** A file was no picture to read. */
  | { readonly kind: 'picture'; readonly problem: PictureProblem }
  /** Files that nobody opens, or that cannot be read, or more than are opened at a time. */
  | { readonly kind: 'files'; readonly problem: FilesProblem; readonly names: readonly string[] }
  /** The network of a file is shown. */
  | { readonly kind: 'opened' }
  /** The engine died and runs again, without what only its memory had. */
  | { readonly kind: 'engineRestarted'; readonly consequences: readonly Consequence[] }
  /** The newest saved run was not done, and can be gone on with. */
  | { readonly kind: 'interrupted'; readonly run: SavedRun }
  /** What was saved last is done, and is not what is shown. */
  | { readonly kind: 'runSaved'; readonly run: SavedRun }
  /** A network was taken away and can be brought back; `by` is what the one was that came, when it came. */
  | { readonly kind: 'restarted'; readonly by: ModelOrigin };

export type Notices = {
  readonly list: readonly Notice[];
  has(kind: Notice['kind']): boolean;
  show(notice: Notice): void;
  dismiss(kind: Notice['kind']): void;
};

export function createNotices(): Notices {
  let list = $state.raw<readonly Notice[]>([]);
  return {
    get list() {
      return list;
    },
    has: (kind) => list.some((notice) => notice.kind === kind),
    show: (notice) => {
      list = [...list.filter(({ kind }) => kind !== notice.kind), notice];
    },
    dismiss: (kind) => {
      list = list.filter((notice) => notice.kind !== kind);
    },
  };
}
