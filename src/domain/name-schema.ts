/** A run's name given by a person, as entered or read from a file. */

import * as v from 'valibot';
import { mostNameLength } from './limits.ts';
import { printableLine } from './printable.ts';

export const nameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(mostNameLength),
  v.check((name) => printableLine(name) === name, 'Expected a name in one line, without control characters.'),
);
