/** A data set as it is told of, without its images: MNIST, or a person's own. */

import * as v from 'valibot';
import { limits } from './recipe/config.ts';

export const dataSetSchema = v.object({
  /** `mnist`, or what its content makes: equal sets have equal ids. */
  id: v.pipe(v.string(), v.regex(/^(?:mnist|[0-9a-f]{32})$/)),
  name: v.string(),
  /** One for each class, in the order of the labels: 2 to 100 of them. */
  classNames: v.pipe(v.array(v.string()), v.minLength(limits.classes[0]), v.maxLength(limits.classes[1]), v.readonly()),
});

export type DataSetInfo = Readonly<v.InferOutput<typeof dataSetSchema>>;
