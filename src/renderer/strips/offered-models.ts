/** The strip readers that can be chosen here. */

import { type StripModel, stripModelNames, stripModels } from '../../domain/strips/strip-models.ts';

export const offeredStripModels: readonly StripModel[] = stripModelNames.filter(
  (name) => stripModels[name].isRecurrent,
);
