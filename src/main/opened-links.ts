/**
 * Passes a link that was opened outside the page to the page, as soon as it takes links. Whoever made the link, it is a text to the
 * page, which checks it as it does any other: nobody navigates to it.
 */

import type { WebContents } from 'electron';
import { limits } from '../domain/limits/limits.ts';
import { isLink } from '../protocol/link/link-text.ts';
import { sendLink } from './ipc.ts';

/** One character more than a link may have, so that the page notices. */
const longest = limits.maxLinkCharacters + 1;

/** The links that a command line names. */
export function linksIn(args: readonly string[]): string[] {
  return args.filter(isLink).map((link) => link.slice(0, longest));
}

export type OpenedLinks = {
  /** Brings the window forward, and passes the last of these links to its page. */
  readonly open: (links: readonly string[]) => void;
  /** Whether this page takes links now. */
  readonly setTaker: (page: WebContents, takes: boolean) => void;
};

/** @param showWindow shows the window that takes the link, which may be hidden or closed where the app outlives it */
export function createOpenedLinks(showWindow: () => void): OpenedLinks {
  let waiting: string | null = null;
  let taker: WebContents | null = null;

  function handOver() {
    if (waiting === null || !taker || taker.isDestroyed()) return;
    sendLink(taker, waiting);
    waiting = null;
  }

  return {
    open(links) {
      const link = linksIn(links).at(-1);
      if (link === undefined) return;
      waiting = link;
      showWindow();
      handOver();
    },
    setTaker(page, takes) {
      if (takes) taker = page;
      else if (taker === page) taker = null;
      handOver();
    },
  };
}
