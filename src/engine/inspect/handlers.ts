/** Handlers for neighbour requests. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { NeighbourFinder } from './neighbours.ts';

type NeighbourFunctions = Pick<
  EngineFunctions,
  'getTrajectories' | 'indexTrajectories' | 'cancelTrajectories' | 'findNeighbours'
>;

/** Makes the handlers for neighbour requests. */
export function neighbourHandlers(finder: NeighbourFinder): NeighbourFunctions {
  return {
    getTrajectories: () => Promise.resolve(finder.status()),
    indexTrajectories: finder.build,
    cancelTrajectories() {
      finder.cancel();
      return Promise.resolve(undefined);
    },
    // Async, so that an exception rejects.
    findNeighbours: async (query) => Promise.resolve(finder.find(query)),
  };
}
