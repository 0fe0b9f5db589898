/** A network of a run's own kind that takes the weights of any of its moments: made when it is first looked at, and kept. */

import type { KernelPool } from '../kernels/threads/pool.ts';
import { createNetwork } from '../models/create-network.ts';
import type { Network } from '../models/network.ts';
import type { Snapshot } from '../training/snapshots.ts';

export type PastNetwork = {
  /**
   * As `present` was at a moment of its training; until the next call, which may put other weights into the same network.
   * @param present any network of the run
   * @throws GatescopeError `memoryShort` where there is no room beside the present one
   */
  readonly at: (present: Network, moment: Snapshot) => Network;
  /** Lets go of its memory. */
  readonly forget: () => void;
};

export function createPastNetwork(pool: KernelPool): PastNetwork {
  let opened: { readonly present: Network; readonly past: Network } | null = null;
  let restored: Snapshot | null = null;

  function forget(): void {
    opened?.past.dispose();
    opened = null;
    restored = null;
  }

  function open(present: Network): Network {
    if (opened?.present === present) return opened.past;
    forget();
    const past = createNetwork(pool, present.config, present.readWeights(), { batchSize: 1, room: 1 });
    opened = { present, past };
    return past;
  }

  return {
    at(present, moment) {
      const past = open(present);
      if (restored !== moment) past.restore(moment.weights);
      restored = moment;
      return past;
    },
    forget,
  };
}
