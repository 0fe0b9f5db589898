/** The description of a data set, without its images: MNIST, or a person's own. */

import * as v from 'valibot';
import { settingRanges } from './recipe/config.ts';

export const dataSetSchema = v.object({
  /** `mnist`, or a hash of its content: equal sets have equal ids. */
  id: v.pipe(v.string(), v.regex(/^(?:mnist|[0-9a-f]{32})$/)),
  name: v.string(),
  /** One per class, in label order: 2 to 100. */
  classNames: v.pipe(
    v.array(v.string()),
    v.minLength(settingRanges.classes[0]),
    v.maxLength(settingRanges.classes[1]),
    v.readonly(),
  ),
});

export type DataSetInfo = Readonly<v.InferOutput<typeof dataSetSchema>>;
