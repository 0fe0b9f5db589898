/** Data sets for tests. */

import type { DataSetDraft } from '../../../protocol/data-sets.ts';
import type { DataSetInfo } from '../../../domain/data-set.ts';

export const mnistInfo: DataSetInfo = {
  id: 'mnist',
  name: 'MNIST',
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
};

/** A person's own data set. */
export const stripesInfo: DataSetInfo = { id: '5'.repeat(32), name: 'Stripes', classNames: ['wide', 'narrow'] };

export function draftWith(changes: Partial<DataSetDraft> = {}): DataSetDraft {
  return {
    ...{ name: '', trainCount: 60_000, testCount: 10_000, heldBack: false, classes: 10, firstLabel: 0 },
    ...{ isLight: false, areShares: false },
    ...{ width: 28, height: 28, classNames: null },
    preview: { images: new Uint8Array(2 * 784), labels: Uint8Array.of(0, 9) },
    ...changes,
  };
}
