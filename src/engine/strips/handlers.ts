/** Handlers for requests about the reader of strips. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { stripRequests } from '../../protocol/strips.ts';
import type { StripReader } from './strip-reader.ts';

type StripFunctions = Pick<EngineFunctions, keyof typeof stripRequests>;

/** Makes the handlers for requests about the reader of strips. */
export function stripHandlers(reader: StripReader): StripFunctions {
  return {
    // Async, so that what throws rejects.
    getStripReader: async () => Promise.resolve(reader.status()),
    async trainStripReader(settings) {
      await reader.train(settings);
      return undefined;
    },
    async stopStripReader() {
      await reader.stop();
      return undefined;
    },
    async openStripReader({ model }) {
      await reader.open(model);
      return undefined;
    },
    makeStrip: async ({ digits, seed }) => Promise.resolve(reader.make(digits, seed)),
    readStrip: async (order) => Promise.resolve(reader.read(order)),
  };
}
