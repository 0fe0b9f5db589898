/** The course, in order. */

import type { Lesson } from './lesson.ts';
import { attention, readout } from './attention.ts';
import { gates, longMemory } from './gates.ts';
import { encoderDecoder, teacherForcing } from './pairs.ts';
import { cell, powers, throughTime, vanishing } from './recurrence.ts';
import { nextRow, order, past, sequenceLength } from './sequence.ts';
import { clipping, truncation } from './training.ts';

export const lessons: readonly Lesson[] = [
  order,
  past,
  nextRow,
  sequenceLength,
  cell,
  powers,
  throughTime,
  vanishing,
  truncation,
  clipping,
  longMemory,
  gates,
  readout,
  attention,
  encoderDecoder,
  teacherForcing,
];
