/** The open room. The address keeps it, so that a reload returns to it. */

import { type Room, rooms } from '../../protocol/rooms.ts';

function roomOfHash(hash: string): Room {
  return rooms.find((room) => hash === `#${room}`) ?? 'lab';
}

export type RoomState = {
  readonly open: Room;
  readonly enter: (room: Room) => void;
  /** Follows the address: the browser's back button returns to the previous room. @returns a function that stops it */
  readonly followAddress: () => () => void;
};

/** @param window the window with the address */
export function createRoomState(
  window: Pick<Window, 'location' | 'addEventListener' | 'removeEventListener'>,
): RoomState {
  let open = $state(roomOfHash(window.location.hash));
  const follow = () => {
    open = roomOfHash(window.location.hash);
  };
  return {
    get open() {
      return open;
    },
    enter: (room) => {
      open = room;
      window.location.hash = room;
    },
    followAddress: () => {
      window.addEventListener('hashchange', follow);
      return () => {
        window.removeEventListener('hashchange', follow);
      };
    },
  };
}
