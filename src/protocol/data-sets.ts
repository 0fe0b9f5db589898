/** How the files of an own data set reach the engine and are opened. */

import * as v from 'valibot';
import { dataSetSchema } from '../domain/data-set.ts';
import { settingRanges } from '../domain/recipe/config.ts';
import { limits } from '../domain/limits/limits.ts';
import { testDigits } from './answers.ts';
import { bytes, count, nothing, type Of, whole } from './values.ts';

/** What the files sent amount to, before the set is opened. */
const dataSetDraft = v.object({
  /** Guessed from the files' names. */
  name: v.string(),
  trainCount: count,
  testCount: count,
  /** Whether there was no test pair, so that test images are held back by a fixed seed. */
  heldBack: v.boolean(),
  /** Classes that occur: the largest label, counted from `firstLabel`, and those below it. */
  classes: count,
  /** The smallest label in the files, 0 or 1: it becomes class 0. */
  firstLabel: count,
  /** Of the images in the files; other sizes than 28×28 are scaled. */
  width: count,
  height: count,
  /** Whether the ink is dark on a light ground, as on paper; drawings are light on dark. */
  isLight: v.boolean(),
  /** Whether the pixels in the files are 0 to 1 and are scaled to 0 to 255. */
  areShares: v.boolean(),
  /** From a file of names, or null if there is none. */
  classNames: v.nullable(dataSetSchema.entries.classNames),
  /** Training images, of as many classes as there is room for. */
  preview: testDigits,
});

export type DataSetDraft = Of<typeof dataSetDraft>;

export type DataSetPreview = DataSetDraft['preview'];

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(limits.maxNameCharacters));

export const dataSetRequests = {
  /**
   * A piece of a file, in order; `file` counts from 0, and piece 0 of file 0 starts over. Each client has its own
   * files, which are forgotten when it disconnects.
   */
  sendDataFile: {
    params: v.strictObject({
      file: whole(0, limits.maxDataSetFiles),
      name: v.pipe(v.string(), v.maxLength(limits.maxFileNameCharacters)),
      /** Of the whole file, in bytes. */
      size: whole(0, limits.maxDataSetBytes),
      offset: whole(0, limits.maxDataSetBytes),
      bytes: v.pipe(
        bytes,
        v.check(({ length }) => length <= limits.maxDataPieceBytes),
      ),
    }),
    result: nothing,
  },
  /** Reads the files sent; recognizes images, labels and names by content. */
  readDataFiles: { params: nothing, result: dataSetDraft },
  /** Forgets them and cancels reading. */
  forgetDataFiles: { params: nothing, result: nothing },
  /** Saves the set read last, and shows a fresh network for it; the previous run can be brought back. */
  openDataSet: {
    params: v.strictObject({
      name,
      classNames: v.pipe(v.array(name), v.minLength(settingRanges.classes[0]), v.maxLength(settingRanges.classes[1])),
      // A client older than the choice omits it: leave the files as they are.
      /** Whether to swap rows and columns of the images, as EMNIST needs. */
      transposed: v.optional(v.boolean(), false),
      /** Whether to swap dark and light, so that the ink is light; the set is saved that way. */
      inverted: v.optional(v.boolean(), false),
    }),
    result: nothing,
  },
  /** Back to MNIST and the pretrained network; the previous run can be brought back. `isTrial` as in `restart`. */
  openMnist: { params: v.nullish(v.strictObject({ isTrial: v.optional(v.boolean()) }), {}), result: nothing },
};
