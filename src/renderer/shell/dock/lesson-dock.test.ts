import { beforeEach, expect, test, vi } from 'vitest';
import { lessonStrip } from '../../lessons/lesson-strip.svelte.ts';
import { createLessonDock, dockLesson, docksLesson, isLessonBeside } from './lesson-dock.ts';

beforeEach(() => {
  lessonStrip.docked = false;
});

test('leads from the room Lessons to the Lab, and stays in any other room', () => {
  const enter = vi.fn();
  dockLesson({ open: 'lessons', enter });
  expect(enter).toHaveBeenCalledExactlyOnceWith('lab');
  dockLesson({ open: 'compare', enter });
  expect(enter).toHaveBeenCalledOnce();
  expect(lessonStrip.docked).toBe(true);
});

test('is beside every room but that of the lessons, which shows the page itself', () => {
  expect(isLessonBeside({ open: 'lab' })).toBe(false);
  lessonStrip.docked = true;
  expect(isLessonBeside({ open: 'lab' })).toBe(true);
  expect(isLessonBeside({ open: 'generator' })).toBe(true);
  expect(isLessonBeside({ open: 'lessons' })).toBe(false);
});

test('a link keeps its page in sight, and does what it did', async () => {
  const carryOut = vi.fn(() => Promise.resolve());
  const tryOuts = docksLesson({ brings: () => 'nothing', carryOut });
  await tryOuts.carryOut({ digit: 3 });
  expect(lessonStrip.docked).toBe(true);
  expect(carryOut).toHaveBeenCalledExactlyOnceWith({ digit: 3 });
});

test('opens and closes by one command, and takes height of the room only under it', () => {
  const room = { open: 'lab', enter: vi.fn() } as const;
  const wide = createLessonDock(room, { width: 1920, height: 1080 });
  const narrow = createLessonDock(room, { width: 1024, height: 700 });
  expect([wide.isBeside, narrow.height]).toEqual([false, 0]);
  wide.toggle();
  expect([wide.isBeside, wide.height]).toEqual([true, 0]);
  expect(narrow.height).toBeGreaterThan(100);
  wide.toggle();
  expect([wide.isBeside, narrow.height]).toEqual([false, 0]);
});
