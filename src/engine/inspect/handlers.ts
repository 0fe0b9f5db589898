/** What a client asks of the index of trajectories. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { NeighbourFinder } from './neighbours.ts';

type NeighbourFunctions = Pick<
  EngineFunctions,
  'getTrajectories' | 'indexTrajectories' | 'cancelTrajectories' | 'findNeighbours'
>;

export function neighbourHandlers(finder: NeighbourFinder): NeighbourFunctions {
  return {
    getTrajectories: () => Promise.resolve(finder.status()),
    indexTrajectories: finder.build,
    cancelTrajectories() {
      finder.cancel();
      return Promise.resolve(undefined);
    },
    // A promise even where it throws.
    findNeighbours: async (query) => Promise.resolve(finder.find(query)),
  };
}
