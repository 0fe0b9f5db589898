/** The rooms of the app, in the order of the rail, the menu and the keys. */

export const rooms = ['lab', 'digits', 'compare', 'lessons', 'generator'] as const;

export type Room = (typeof rooms)[number];

/** Alt with the key of this digit opens the room: the first one's is 1. */
export function roomKey(room: Room): string {
  return `${rooms.indexOf(room) + 1}`;
}
