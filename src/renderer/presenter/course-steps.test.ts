import { expect, test } from 'vitest';
import { lessons } from '../lessons/pages/index.ts';
import { type CourseStep, lookOf, neighbour } from './course-steps.ts';

test('leads through the question and every look of every page, and back the same way', () => {
  let at: CourseStep = { page: 0, look: 0 };
  const way = [at];
  for (;;) {
    const next = neighbour(at, 1, lessons);
    if (next.page === at.page && next.look === at.look) break;
    way.push((at = next));
  }
  expect(way).toHaveLength(lessons.reduce((sum, { looks }) => sum + 1 + looks.length, 0));
  const back = way.toReversed().map((step) => neighbour(step, -1, lessons));
  expect(back).toEqual([...way.toReversed().slice(1), way[0]]);
});

test('lights nothing with a question, and its own spot with each look', () => {
  const [first] = lessons;
  expect(lookOf(first, 0)).toBeNull();
  expect(first.looks.map((_, index) => lookOf(first, index + 1))).toEqual(first.looks);
});
