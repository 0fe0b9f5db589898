import { expect, test } from 'vitest';
import { lessonPlace } from './lesson-place.svelte.ts';
import { lessons } from './pages/index.ts';

test('marks as read the page that was open, once', () => {
  expect(lessonPlace.readCount).toBe(0);
  lessonPlace.id = lessons[2].id;
  lessonPlace.finish();
  lessonPlace.finish();
  expect(lessonPlace.readCount).toBe(1);
  expect(lessons.map(({ id }) => lessonPlace.isRead(id)).indexOf(true)).toBe(2);
});

test('stays where it is when asked for a page that does not exist', () => {
  lessonPlace.id = lessons[1].id;
  lessonPlace.id = 'no such page';
  expect(lessonPlace.index).toBe(1);
});
