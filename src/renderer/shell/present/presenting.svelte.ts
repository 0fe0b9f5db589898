/** Whether the presenter's view is open, in place of the window's frame and room. */

import type { RoomState } from '../links/room.svelte.ts';

export type Presenting = {
  /** Reactive. It shows the Lab's picture, and ends where another room is entered. */
  readonly on: boolean;
  readonly toggle: () => void;
  readonly leave: () => void;
};

/** @param dock puts the open page of the room Lessons beside the Lab */
export function createPresenting(room: Pick<RoomState, 'open' | 'enter'>, dock: () => void): Presenting {
  let wanted = $state(false);
  const leave = () => {
    wanted = false;
  };
  return {
    get on() {
      return wanted && room.open === 'lab';
    },
    toggle: () => {
      if (wanted && room.open === 'lab') {
        leave();
        return;
      }
      // Whoever presents from a page of the course presents that page.
      if (room.open === 'lessons') dock();
      else room.enter('lab');
      wanted = true;
    },
    leave,
  };
}
