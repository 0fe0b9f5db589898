/** Which room of the app is open. The address keeps it, so that a reload stays where one was. */

export const rooms = ['lab', 'digits', 'compare', 'generator', 'lessons'] as const;
export type Room = (typeof rooms)[number];

/** Alt with the key of this place opens the room. */
export const roomKeys: Readonly<Record<Room, string>> = {
  lab: '1',
  digits: '2',
  compare: '3',
  lessons: '4',
  generator: '5',
};

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
