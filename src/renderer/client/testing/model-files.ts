/** The fake engine's answers about model files. */

import type { EngineFunctions } from '../../../protocol/api.ts';
import type { modelFileRequests } from '../../../protocol/model-files.ts';

export const modelFileAnswers: Pick<EngineFunctions, keyof typeof modelFileRequests> = {
  upload: () => Promise.resolve(undefined),
  openModel: () => Promise.resolve(true),
  trainOn: () => Promise.resolve(undefined),
  exportModel: ({ format }) => Promise.resolve({ name: `model.${format}`, bytes: Uint8Array.of(1) }),
};
