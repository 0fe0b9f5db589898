/**
 * The open room and the address, which has what is seen after its #. Entering a room adds to the browser's history; whatever else
 * changes replaces the newest entry, calmly. A reload, and going back and forth, lead to what was seen there.
 */

import { type Room, rooms } from '../../../protocol/rooms.ts';

/** The address is written no more often. */
const calmMs = 1000;

/** `state` of the entries that the page itself has made: going to one opens nothing new. */
const ownEntry = { gatescope: true };

function isOwn(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'gatescope' in state;
}

/** The text after the # of an address. */
export type AddressText = {
  readonly text: string;
  /** Whether the page wrote it, as against a person or a link elsewhere. */
  readonly isOwn: boolean;
};

export type RoomState = {
  readonly open: Room;
  readonly enter: (room: Room) => void;
  /** What the address said at first. */
  readonly first: AddressText;
  /** Something that the address has may have changed: it follows soon. */
  readonly changed: () => void;
  /**
   * @param describe writes what is seen, for the address
   * @param onopened called with the address after it was changed by a person, or by going back and forth
   * @returns a function that stops it
   */
  readonly followAddress: (describe: () => string, onopened: (address: AddressText) => void) => () => void;
};

type AddressWindow = Pick<Window, 'location' | 'addEventListener' | 'removeEventListener'> & {
  readonly history: Pick<History, 'state' | 'pushState' | 'replaceState'>;
};

/** @param page the window with the address */
export function createRoomState(page: AddressWindow): RoomState {
  const { location, history } = page;
  const textNow = () => location.hash.replace(/^#/, '');
  const roomNow = (): Room => rooms.find((room) => room === textNow().split('?')[0]) ?? 'lab';

  let open = $state(roomNow());
  const first = { text: textNow(), isOwn: isOwn(history.state) };
  let describe: (() => string) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    const text = describe?.() ?? null;
    if (text !== null && text !== textNow()) history.replaceState(ownEntry, '', `#${text}`);
  }

  return {
    get open() {
      return open;
    },
    first,
    enter: (room) => {
      if (room === open) return;
      // Going back leads to what is left now.
      write();
      open = room;
      history.pushState(ownEntry, '', `#${describe?.() ?? room}`);
    },
    changed: () => {
      timer ??= setTimeout(write, calmMs);
    },
    followAddress: (next, onopened) => {
      describe = next;
      const follow = ({ state }: PopStateEvent) => {
        // What waited to be written was seen elsewhere.
        clearTimeout(timer);
        timer = undefined;
        open = roomNow();
        onopened({ text: textNow(), isOwn: isOwn(state) });
      };
      page.addEventListener('popstate', follow);
      return () => {
        page.removeEventListener('popstate', follow);
        clearTimeout(timer);
        timer = undefined;
        describe = null;
      };
    },
  };
}
