/** The form of the state that the page reports. */

import {
  boolean,
  type GenericSchema,
  maxLength,
  maxValue,
  minValue,
  nullable,
  number,
  picklist,
  pipe,
  strictObject,
  string,
} from 'valibot';
import { rooms } from '../protocol/rooms.ts';
import type { PageState } from '../protocol/desktop.ts';
import { limits } from '../domain/limits/limits.ts';

export const localeSchema = picklist(['en', 'ko']);

export const pageStateSchema: GenericSchema<unknown, PageState> = strictObject({
  phase: nullable(picklist(['idle', 'training', 'paused', 'finished'])),
  busy: boolean(),
  progress: nullable(pipe(number(), minValue(0), maxValue(1))),
  failed: boolean(),
  ended: nullable(pipe(string(), maxLength(limits.maxEndedCharacters))),
  tellsEnd: boolean(),
  room: picklist(rooms),
  theme: picklist(['system', 'dark', 'light']),
  language: picklist(['system', 'en', 'ko']),
  locale: localeSchema,
});
