/** Which room of the app is open. The address keeps it, so that a reload stays where one was. */

import { type Room, rooms } from '../../protocol/rooms.ts';

function roomOfHash(hash: string): Room {
  return rooms.find((room) => hash === `#${room}`) ?? 'lab';
}

export type RoomState = {
  readonly open: Room;
  readonly enter: (room: Room) => void;
  /** Follows the address: going back in the browser's history goes back a room. Returns the undoing. */
  readonly followAddress: () => () => void;
};

/** @param window whose address it is */
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
