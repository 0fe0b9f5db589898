/** What the person should know now: failures in words, and a way back from a restart. One notice of each kind at a time. */

import type { WireError } from '../../protocol/api.ts';

export type Notice =
  | { readonly kind: 'error'; readonly error: WireError }
  /** The connection is gone; `final` when it will not come back by itself. */
  | { readonly kind: 'disconnected'; readonly reason: 'connectionLost' | 'engineStopped'; readonly final: boolean }
  /** The engine died and runs again, without the run it had. */
  | { readonly kind: 'engineRestarted' }
  /** A network was taken away and can be brought back. */
  | { readonly kind: 'restarted' };

export type Notices = {
  readonly list: readonly Notice[];
  show(notice: Notice): void;
  dismiss(kind: Notice['kind']): void;
};

export function createNotices(): Notices {
  let list = $state.raw<readonly Notice[]>([]);
  return {
    get list() {
      return list;
    },
    show: (notice) => {
      list = [...list.filter(({ kind }) => kind !== notice.kind), notice];
    },
    dismiss: (kind) => {
      list = list.filter((notice) => notice.kind !== kind);
    },
  };
}
