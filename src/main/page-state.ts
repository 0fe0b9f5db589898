/** The form of the state that the page reports. */

import {
  array,
  boolean,
  type GenericSchema,
  literal,
  maxLength,
  maxValue,
  minValue,
  nullable,
  number,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
  union,
} from 'valibot';
import { rooms } from '../protocol/rooms.ts';
import type { PageState } from '../protocol/desktop.ts';
import { limits } from '../domain/limits/limits.ts';

/** The code of a language, BCP 47: of those that the page has, which are its own business. */
export const localeSchema = pipe(
  string(),
  regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/),
  maxLength(limits.maxNameCharacters),
);

export const pageStateSchema: GenericSchema<unknown, PageState> = strictObject({
  phase: nullable(picklist(['idle', 'training', 'paused', 'finished'])),
  busy: boolean(),
  progress: nullable(pipe(number(), minValue(0), maxValue(1))),
  failed: boolean(),
  ended: nullable(pipe(string(), maxLength(limits.maxEndedCharacters))),
  tellsEnd: boolean(),
  room: picklist(rooms),
  theme: picklist(['system', 'dark', 'light']),
  language: union([literal('system'), localeSchema]),
  languages: pipe(
    array(strictObject({ code: localeSchema, name: pipe(string(), maxLength(limits.maxNameCharacters)) })),
    maxLength(limits.maxLanguages),
  ),
  locale: localeSchema,
});
