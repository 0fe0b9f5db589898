/** What the person can be told of now: failures in words, and ways back: from a restart, and to a run that was interrupted. */

import type { ModelOrigin } from '../../domain/recipe/recipe.ts';
import type { SavedRun } from '../../protocol/saved-runs.ts';
import type { ErrorNotice, NoticeBoard } from '../client/notice-board.svelte.ts';
import type { PictureProblem } from '../files/picture.ts';
import type { FilesNotice } from '../files/read-files.ts';
import type { Consequence } from './engine-memory.ts';

export type Notice =
  | ErrorNotice
  /** The connection is gone; `final` when it will not come back by itself. */
  | { readonly kind: 'disconnected'; readonly reason: 'connectionLost' | 'engineStopped'; readonly final: boolean }
  /** A file was no picture to read. */
  | { readonly kind: 'picture'; readonly problem: PictureProblem }
  | FilesNotice
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

export type Notices = NoticeBoard<Notice>;
