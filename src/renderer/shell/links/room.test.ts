import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRoomState } from './room.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A window with a history, as far as addresses go. */
function fakeWindow(hash: string, state: unknown = null) {
  const target = new EventTarget();
  const entries = [{ hash, state }];
  let at = 0;
  const location = {
    get hash() {
      return entries[at].hash;
    },
  } as Location;
  const go = (to: number) => {
    at = to;
    target.dispatchEvent(Object.assign(new Event('popstate'), { state: entries[at].state }));
  };
  return {
    entries,
    location,
    history: {
      get state() {
        return entries[at].state;
      },
      pushState: (next: unknown, _title: string, url: string) => {
        entries.splice(++at, Infinity, { hash: url, state: next });
      },
      replaceState: (next: unknown, _title: string, url: string) => {
        entries[at] = { hash: url, state: next };
      },
    } as History,
    addEventListener: target.addEventListener.bind(target) as Window['addEventListener'],
    removeEventListener: target.removeEventListener.bind(target) as Window['removeEventListener'],
    goBack: () => {
      go(at - 1);
    },
    /** As a person does in the address bar. */
    goTo: (next: string) => {
      entries.splice(at + 1, Infinity, { hash: next, state: null });
      go(at + 1);
    },
  };
}

const texts = (page: ReturnType<typeof fakeWindow>) => page.entries.map(({ hash }) => hash);

test('opens the room in the address, and the Lab by default', () => {
  expect(createRoomState(fakeWindow('#lessons')).open).toBe('lessons');
  expect(createRoomState(fakeWindow('#compare?v=1')).open).toBe('compare');
  expect(createRoomState(fakeWindow('')).open).toBe('lab');
  expect(createRoomState(fakeWindow('#cellar')).open).toBe('lab');
});

test('adds to the history where a room is entered, and goes back with it', () => {
  const page = fakeWindow('');
  const room = createRoomState(page);
  const opened = vi.fn();
  const stop = room.followAddress(() => `${room.open}?seen`, opened);
  room.enter('compare');
  room.enter('compare');
  expect([room.open, texts(page)]).toEqual(['compare', ['#lab?seen', '#compare?seen']]);
  page.goBack();
  expect(room.open).toBe('lab');
  expect(opened).toHaveBeenLastCalledWith({ text: 'lab?seen', isOwn: true });
  stop();
  page.goTo('#lessons');
  expect(room.open).toBe('lab');
});

test('tells what a person wrote into the address from what the page did', () => {
  const page = fakeWindow('#lab?typed');
  const room = createRoomState(page);
  expect(room.first).toEqual({ text: 'lab?typed', isOwn: false });
  const opened = vi.fn();
  room.followAddress(() => 'lab', opened);
  page.goTo('#digits?typed');
  expect(room.open).toBe('digits');
  expect(opened).toHaveBeenLastCalledWith({ text: 'digits?typed', isOwn: false });
  room.changed();
  vi.runAllTimers();
  expect(createRoomState(page).first).toEqual({ text: 'lab', isOwn: true });
});

test('follows changes once a second, in place, and leaves no timer behind', () => {
  const page = fakeWindow('');
  const room = createRoomState(page);
  let row = 0;
  const describe = vi.fn(() => `lab?row=${row}`);
  const stop = room.followAddress(describe, () => undefined);
  for (row = 1; row <= 20; row++) {
    room.changed();
    vi.advanceTimersByTime(100);
  }
  expect(describe).toHaveBeenCalledTimes(2);
  room.changed();
  vi.advanceTimersByTime(2000);
  expect(describe).toHaveBeenCalledTimes(3);
  expect(texts(page)).toEqual(['#lab?row=21']);
  room.changed();
  stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('writes what was seen before a room is left, so that going back finds it', () => {
  const page = fakeWindow('');
  const room = createRoomState(page);
  let row = 3;
  room.followAddress(
    () => (room.open === 'lab' ? `lab?row=${row}` : room.open),
    () => undefined,
  );
  row = 4;
  room.changed();
  room.enter('digits');
  expect(texts(page)).toEqual(['#lab?row=4', '#digits']);
});
