/** What a client may ask about data sets: a part of `engine/request-schemas.ts`. */

import * as v from 'valibot';
import type { DataSetRequests } from '../../protocol/data-sets.ts';
import { classLimits } from '../../domain/recipe/config.ts';
import { mostBytes, mostFiles, mostNameLength } from '../../domain/limits.ts';

/** What fits into one frame of the browser host with room to spare. */
const mostPieceBytes = 2 ** 20;

const nothing = v.pipe(
  v.nullish(v.undefined()),
  v.transform(() => undefined),
);

const upTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(mostNameLength));

export const dataSetRequestSchemas = {
  sendDataFile: v.strictObject({
    file: upTo(mostFiles),
    name: v.pipe(v.string(), v.maxLength(255)),
    size: upTo(mostBytes),
    offset: upTo(mostBytes),
    bytes: v.pipe(
      v.instance(Uint8Array),
      v.check(({ length }) => length <= mostPieceBytes),
    ),
  }),
  readDataFiles: nothing,
  forgetDataFiles: nothing,
  openDataSet: v.strictObject({
    name,
    classNames: v.pipe(v.array(name), v.minLength(classLimits[0]), v.maxLength(classLimits[1])),
    // What a program that is older than the choice does not say: as the files have it.
    transposed: v.optional(v.boolean(), false),
    inverted: v.optional(v.boolean(), false),
  }),
  openMnist: v.nullish(v.strictObject({ isTrial: v.optional(v.boolean()) }), {}),
} satisfies { [Name in keyof DataSetRequests]: v.GenericSchema<unknown, DataSetRequests[Name]['params']> };
