/** Notices to the person, one of each kind at a time. The owner decides which kinds there are. */

import type { WireError } from '../../domain/errors.ts';

export type NoticeBoard<Notice extends { readonly kind: string }> = {
  readonly list: readonly Notice[];
  has(kind: Notice['kind']): boolean;
  show(notice: Notice): void;
  dismiss(kind: Notice['kind']): void;
};

export type ErrorNotice = { readonly kind: 'error'; readonly error: WireError };

/** For code that only reports failures. */
export type ErrorNotices = Pick<NoticeBoard<ErrorNotice>, 'show'>;

export function createNoticeBoard<Notice extends { readonly kind: string }>(): NoticeBoard<Notice> {
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
