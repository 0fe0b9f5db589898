/** Links to what is seen: the address follows it, a copied link holds it, and an opened one shows it. */

import {
  linkTo,
  type LinkProblem,
  type ReadLink,
  readLink,
  readView,
  writeView,
} from '../../../protocol/link/link-text.ts';
import type { View } from '../../../protocol/link/view.ts';
import type { EngineState } from '../../client/engine-state.svelte.ts';
import { isShown, type MissingNetwork, type MissingPart, showView } from './open-view.ts';
import { presentView, type Seen } from './present-view.ts';
import type { AddressText, RoomState } from './room.svelte.ts';

type LinkNotice =
  | { readonly kind: 'link'; readonly problem: LinkProblem | MissingPart }
  | { readonly kind: 'linkNetwork'; readonly missing: MissingNetwork };

type LinkNotices = {
  readonly show: (notice: LinkNotice) => void;
  readonly dismiss: (kind: LinkNotice['kind']) => void;
};

export type Links = {
  /** A link to what is seen now. */
  readonly copied: () => string;
  /** Opens a link from outside: a person's, whoever wrote it. Nothing but what is looked at changes without a question. */
  readonly open: (link: string) => void;
  /** Keeps the address and what is seen together; for an effect. @returns a function that stops it */
  readonly follow: () => () => void;
};

/** Call it while a component is set up. @param onopened called when a link from outside is shown */
export function createLinks(
  seen: Omit<Seen, 'engine' | 'room'> & { readonly engine: EngineState; readonly room: RoomState },
  notices: LinkNotices,
  onopened: () => void,
): Links {
  const { engine, room } = seen;
  /** To be shown once the engine has answered. */
  let waiting = $state.raw<{ readonly view: View; readonly isOwn: boolean } | null>(null);

  let missesShipped = $state(false);

  function take(read: ReadLink, isOwn: boolean): void {
    notices.dismiss('link');
    notices.dismiss('linkNetwork');
    if ('problem' in read) {
      notices.show({ kind: 'link', problem: read.problem });
      return;
    }
    waiting = { view: read.view, isOwn };
  }

  function opened({ text, isOwn }: AddressText): void {
    if (text !== '') take(readView(text), isOwn);
  }

  // Whatever brings it: the end of the first minute does.
  $effect(() => {
    if (!missesShipped || engine.status?.model.origin !== 'pretrained') return;
    missesShipped = false;
    notices.dismiss('linkNetwork');
  });

  opened(room.first);

  $effect(() => {
    if (!waiting || !engine.connected) return;
    const { view, isOwn } = waiting;
    waiting = null;
    show(view, isOwn);
  });

  function show(view: View, isOwn: boolean): void {
    if (!isOwn) onopened();
    room.enter(view.room);
    if (isShown(view, seen)) return;
    const missing = showView(view, seen);
    // The page's own history leads to pictures, not to networks.
    if (missing === null || isOwn) return;
    missesShipped = typeof missing !== 'string' && missing.network === 'shipped';
    notices.show(typeof missing === 'string' ? { kind: 'link', problem: missing } : { kind: 'linkNetwork', missing });
  }

  const describe = () => writeView(presentView(seen));
  $effect(() => {
    presentView(seen);
    if (engine.connected && !waiting) room.changed();
  });

  return {
    copied: () => linkTo(presentView(seen)),
    open: (link) => {
      take(readLink(link), false);
    },
    follow: () => room.followAddress(describe, opened),
  };
}
