/** A run's name given by a person, as entered or read from a file. */

import * as v from 'valibot';
import { printableLine } from './printable.ts';
import { limits } from './limits/limits.ts';

export const nameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(limits.maxNameCharacters),
  v.check((name) => printableLine(name) === name, 'Expected a name in one line, without control characters.'),
);
