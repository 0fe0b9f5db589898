/** The open page of the course, remembered between visits. Links to a lesson set it. */

import { readPreference, writePreference } from '../i18n/preference.ts';
import { lessons } from './pages/index.ts';

const preferenceName = 'lesson';
const ids = lessons.map(({ id }) => id);

let id = $state(readPreference(preferenceName, ids, ids[0]));

export const lessonPlace = {
  /** Id of the open page; assigning an unknown id changes nothing. */
  get id(): string {
    return id;
  },
  set id(next: string) {
    if (!ids.includes(next)) return;
    id = next;
    writePreference(preferenceName, next);
  },
  /** Place of the open page within the course, from 0. */
  get index(): number {
    return ids.indexOf(id);
  },
};
