/** Notices to the person: failures in words, and offers to bring back a network or resume an interrupted run. */

import type { ModelOrigin } from '../../domain/recipe/recipe.ts';
import type { SavedRun } from '../../protocol/saved-runs.ts';
import type { ErrorNotice, NoticeBoard } from '../client/notice-board.svelte.ts';
import type { PictureProblem } from '../files/picture.ts';
import type { FilesNotice } from '../files/read-files.ts';
import type { LinkProblem } from '../../protocol/link/link-text.ts';
import type { MissingNetwork, MissingPart } from './links/open-view.ts';
import type { Consequence } from './engine-memory.ts';

export type Notice =
  | ErrorNotice
  /** The connection is lost; `final` if it will not come back by itself. */
  | { readonly kind: 'disconnected'; readonly reason: 'connectionLost' | 'engineStopped'; readonly final: boolean }
  /** A file held no usable picture. */
  | { readonly kind: 'picture'; readonly problem: PictureProblem }
  | FilesNotice
  /** A link is wrong, or holds what the page cannot show. */
  | { readonly kind: 'link'; readonly problem: LinkProblem | MissingPart }
  /** A link shows another network. */
  | { readonly kind: 'linkNetwork'; readonly missing: MissingNetwork }
  /** The network of a file is shown. */
  | { readonly kind: 'opened' }
  /** The engine died and restarted, without what only its memory had. */
  | { readonly kind: 'engineRestarted'; readonly consequences: readonly Consequence[] }
  /** The newest saved run was not done and can be resumed. */
  | { readonly kind: 'interrupted'; readonly run: SavedRun }
  /** The run saved last is done, and is not the one shown. */
  | { readonly kind: 'runSaved'; readonly run: SavedRun }
  /** A network was replaced and can be brought back; `by` is the origin of the new one. */
  | {
      readonly kind: 'restarted';
      /** What came; null: nothing while this window has been open. */ readonly by: ModelOrigin | null;
    };

export type Notices = NoticeBoard<Notice>;
