/** What may come from the engine about data sets: a part of `event-schemas.ts`. */

import * as v from 'valibot';
import type { DataSetDraft, DataSetRequests } from '../../../protocol/data-sets.ts';
import { testDigits } from './answers-schemas.ts';
import { count, dataSetInfo } from './status-schemas.ts';

const nothing = v.pipe(
  v.nullish(v.undefined()),
  v.transform(() => undefined),
);

const draft = v.object({
  name: v.string(),
  ...{ trainCount: count, testCount: count, heldBack: v.boolean() },
  ...{ classes: count, firstLabel: count, width: count, height: count },
  isLight: v.boolean(),
  areShares: v.boolean(),
  classNames: v.nullable(dataSetInfo.classNames),
  preview: testDigits,
}) satisfies v.GenericSchema<unknown, DataSetDraft>;

export const dataSetResults = {
  sendDataFile: nothing,
  readDataFiles: draft,
  forgetDataFiles: nothing,
  openDataSet: nothing,
  openMnist: nothing,
} satisfies { [Name in keyof DataSetRequests]: v.GenericSchema<unknown, DataSetRequests[Name]['result']> };
