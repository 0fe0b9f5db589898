/**
 * A lesson as the presenter steps through it: its question, then each of its looks, then the next page's question.
 */

import type { Lesson, LessonLook } from '../lessons/pages/lesson.ts';

/** Of a page of the course; look 0 is its question, look n its n-th look. */
export type CourseStep = { readonly page: number; readonly look: number };

/** The step before or after; at the course's ends the same. */
export function neighbour(
  { page, look }: CourseStep,
  by: -1 | 1,
  lessons: readonly Pick<Lesson, 'looks'>[],
): CourseStep {
  const next = look + by;
  if (next >= 0 && next <= lessons[page].looks.length) return { page, look: next };
  const other = lessons.at(page + by);
  if (!other || page + by < 0) return { page, look };
  return { page: page + by, look: by > 0 ? 0 : other.looks.length };
}

/** What a step lights; null for the question. */
export function lookOf({ looks }: Pick<Lesson, 'looks'>, look: number): LessonLook | null {
  return look === 0 ? null : (looks.at(look - 1) ?? null);
}
