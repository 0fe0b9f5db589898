/** Handlers for data-set requests. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { dataSetRequests } from '../../protocol/data-sets.ts';
import type { Lab } from '../run/lab.ts';
import type { Incoming } from './incoming.ts';
import { openDraft } from './open-draft.ts';
import type { DataSetStore } from './store.ts';

/**
 * @param incoming the client's own files
 * @param onFailure receives an error if a set cannot be saved; it is shown nevertheless
 */
export function dataSetHandlers(
  lab: Lab,
  store: DataSetStore,
  incoming: Incoming,
  onFailure: (error: unknown) => void,
): Pick<EngineFunctions, keyof typeof dataSetRequests> {
  return {
    // Async, so that exceptions reject.
    async sendDataFile(piece) {
      await Promise.resolve();
      incoming.take(piece);
      return undefined;
    },
    readDataFiles: async () => (await incoming.read()).about,
    forgetDataFiles() {
      incoming.forget();
      return Promise.resolve(undefined);
    },
    async openDataSet(named) {
      const { signal } = incoming;
      const data = await openDraft(incoming.open(named.classNames), named);
      signal.throwIfAborted();
      await store.keep(data).catch(onFailure);
      signal.throwIfAborted();
      await lab.openDataSet(data, signal);
      // If the engine ends now, the set is shown again after a restart.
      await store.settled();
      return undefined;
    },
    async openMnist({ isTrial }) {
      await lab.openMnist(isTrial);
      await store.settled();
      return undefined;
    },
  };
}
