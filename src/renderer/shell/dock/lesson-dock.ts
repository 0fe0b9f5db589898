/** The lesson beside a room: when it is there, and what puts it there. */

import { lessonPlace } from '../../lessons/lesson-place.svelte.ts';
import { lessonStrip, stripHeightUnder } from '../../lessons/lesson-strip.svelte.ts';
import type { TryOuts } from '../../lessons/pages/try-out.ts';
import type { RoomState } from '../links/room.svelte.ts';

/** The room Lessons shows the page itself. */
export function isLessonBeside(room: Pick<RoomState, 'open'>): boolean {
  return lessonStrip.docked && room.open !== 'lessons';
}

/** Puts the open page beside the room, from the room Lessons beside the Lab. */
export function dockLesson(room: Pick<RoomState, 'open' | 'enter'>): void {
  lessonStrip.docked = true;
  if (room.open === 'lessons') room.enter('lab');
}

/** The lesson beside the open room. Reactive. @param window its present size, CSS pixels */
export function createLessonDock(
  room: Pick<RoomState, 'open' | 'enter'>,
  window: { readonly width: number; readonly height: number },
) {
  return {
    get isBeside(): boolean {
      return isLessonBeside(room);
    },
    /** CSS pixels of the window's height that it takes, under the room. */
    get height(): number {
      return isLessonBeside(room) ? stripHeightUnder(window) : 0;
    },
    dock: (): void => {
      dockLesson(room);
    },
    /** Opens a page by its id in the room Lessons. */
    show: (id: string): void => {
      lessonPlace.id = id;
      room.enter('lessons');
    },
    toggle: (): void => {
      if (isLessonBeside(room)) lessonStrip.docked = false;
      else dockLesson(room);
    },
  };
}

/** The same links; the page that one is on stays in sight beside what it shows. */
export function docksLesson({ brings, carryOut }: TryOuts): TryOuts {
  return {
    brings,
    carryOut: (wanted) => {
      lessonStrip.docked = true;
      return carryOut(wanted);
    },
  };
}
