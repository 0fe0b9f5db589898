import { expect, test, vi } from 'vitest';
import type { Room } from '../../../protocol/rooms.ts';
import { createPresenting } from './presenting.svelte.ts';

function setUp(open: Room) {
  const room = {
    open,
    enter: vi.fn((next: Room) => {
      room.open = next;
    }),
  };
  const dock = vi.fn(() => {
    room.open = 'lab';
  });
  return { room, dock, presenting: createPresenting(room, dock) };
}

test('opens over the Lab, from any room, and leaves again', () => {
  const { room, dock, presenting } = setUp('compare');
  expect(presenting.on).toBe(false);
  presenting.toggle();
  expect([presenting.on, room.open]).toEqual([true, 'lab']);
  presenting.toggle();
  expect(presenting.on).toBe(false);
  expect(dock).not.toHaveBeenCalled();
});

test('presents the open page from the room Lessons', () => {
  const { dock, presenting } = setUp('lessons');
  presenting.toggle();
  expect(dock).toHaveBeenCalledOnce();
  expect(presenting.on).toBe(true);
});

test('ends where another room is entered', () => {
  const { room, presenting } = setUp('lab');
  presenting.toggle();
  room.enter('digits');
  expect(presenting.on).toBe(false);
});
