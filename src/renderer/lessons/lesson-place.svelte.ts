/** The page of the course that is open, remembered from one visit to the next. Whatever links to a lesson sets it. */

import { readPreference, writePreference } from '../i18n/preference.ts';
import { lessons } from './pages/index.ts';

const preferenceName = 'lesson';
const ids = lessons.map(({ id }) => id);

let id = $state(readPreference(preferenceName, ids, ids[0]));

export const lessonPlace = {
  /** Of the open page; assigning an id that no page has changes nothing. */
  get id(): string {
    return id;
  },
  set id(next: string) {
    if (!ids.includes(next)) return;
    id = next;
    writePreference(preferenceName, next);
  },
  /** Of the open page within the course, from 0. */
  get index(): number {
    return ids.indexOf(id);
  },
};
