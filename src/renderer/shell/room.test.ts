import { expect, test, vi } from 'vitest';
import { createRoomState } from './room.svelte.ts';

function fakeWindow(hash: string) {
  const target = new EventTarget();
  const location = { hash } as Location;
  return {
    location,
    addEventListener: vi.fn(target.addEventListener.bind(target)) as unknown as Window['addEventListener'],
    removeEventListener: vi.fn(target.removeEventListener.bind(target)) as unknown as Window['removeEventListener'],
    goBackTo(former: string) {
      location.hash = former;
      target.dispatchEvent(new Event('hashchange'));
    },
  };
}

test('opens the room in the address, and the Lab by default', () => {
  expect(createRoomState(fakeWindow('#lessons')).open).toBe('lessons');
  expect(createRoomState(fakeWindow('')).open).toBe('lab');
  expect(createRoomState(fakeWindow('#cellar')).open).toBe('lab');
});

test('writes the room into the address, and goes back with the history', () => {
  const window = fakeWindow('');
  const room = createRoomState(window);
  const stop = room.followAddress();
  room.enter('compare');
  expect([room.open, window.location.hash]).toEqual(['compare', 'compare']);
  window.goBackTo('#lessons');
  expect(room.open).toBe('lessons');
  stop();
  window.goBackTo('#lab');
  expect(room.open).toBe('lessons');
});
