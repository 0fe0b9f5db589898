/** Checks what a file says of the data set that it was made with. */

import * as v from 'valibot';
import type { DataSetInfo } from '../../protocol/data-sets.ts';
import { classLimits } from '../recipe/config.ts';

export const dataSetSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^(?:mnist|[0-9a-f]{32})$/)),
  name: v.string(),
  classNames: v.pipe(v.array(v.string()), v.minLength(classLimits[0]), v.maxLength(classLimits[1])),
}) satisfies v.GenericSchema<unknown, DataSetInfo>;
