/** Handlers for requests about the reader of strips. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { stripRequests } from '../../protocol/strips.ts';
import type { StripReader } from './strip-reader.ts';

type StripFunctions = Pick<EngineFunctions, keyof typeof stripRequests>;

/** Makes the handlers for requests about the reader of strips. */
export function stripHandlers(reader: StripReader): StripFunctions {
  return {
    async getStripReader() {
      await reader.ready();
      return reader.status();
    },
    async trainStripReader(settings) {
      await reader.train(settings);
      return undefined;
    },
    async trainStripReaderOn() {
      await reader.trainOn();
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
    async bringBackStripReader() {
      await reader.bringBack();
      return undefined;
    },
    // Async, so that what throws rejects.
    makeStrip: async ({ digits, seed }) => Promise.resolve(reader.make(digits, seed)),
    async readStrip(order) {
      await reader.ready();
      return reader.read(order);
    },
    async exportStripReader() {
      await reader.ready();
      return reader.export();
    },
  };
}
