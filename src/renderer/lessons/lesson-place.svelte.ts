/** The open page of the course and the pages that were read to the end, remembered. Links to a lesson set the page. */

import { readPreference, writePreference } from '../i18n/preference.ts';
import { lessons } from './pages/index.ts';

const preferenceName = 'lesson';
const ids = lessons.map(({ id }) => id);

/** Each page's own, so that another page in the course changes nothing. */
const readName = (page: string) => `lessonRead.${page}`;

let id = $state(readPreference(preferenceName, ids, ids[0]));
const read = $state(Object.fromEntries(ids.map((page) => [page, isRemembered(page)])));

function isRemembered(page: string): boolean {
  return readPreference(readName(page), ['yes', 'no'], 'no') === 'yes';
}

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
  /** Whether a page was read to the end. */
  isRead: (page: string): boolean => read[page],
  /** How many were. */
  get readCount(): number {
    return ids.filter((page) => read[page]).length;
  },
  /** Marks the open page as read; the step to the next one does so, and at the last page a button. */
  finish(): void {
    read[id] = true;
    writePreference(readName(id), 'yes');
  },
};
