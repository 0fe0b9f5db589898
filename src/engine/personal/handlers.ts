/** Handlers for requests about own digits. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { personalRequests } from '../../protocol/personal.ts';
import type { Personal } from './personal.ts';

/** Makes the handlers for requests about own digits. */
export function personalHandlers(personal: Personal): Pick<EngineFunctions, keyof typeof personalRequests> {
  return {
    getPersonal: personal.status,
    getPersonalDigits: personal.digits,
    keepDigits: personal.keep,
    relabelDigits: ({ ids, label }) => personal.relabel(ids, label),
    removeDigits: ({ ids }) => personal.remove(ids),
    evaluatePersonal: personal.evaluate,
    async fineTune({ seed }) {
      await personal.fineTune(seed);
      return undefined;
    },
    async stopFineTuning() {
      await personal.stopFineTuning();
      return undefined;
    },
  };
}
