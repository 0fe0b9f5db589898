/** A network of the run's kind that takes the weights of any moment: created on first use and reused. */

import type { KernelPool } from '../kernels/threads/pool.ts';
import { createNetwork } from '../models/create-network.ts';
import type { Network } from '../models/network.ts';
import type { Snapshot } from '../training/snapshots.ts';

export type PastNetwork = {
  /**
   * The network as it was at a moment of training; valid until the next call, which may load other weights into it.
   * @param present any network of the run
   * @throws GatescopeError `memoryShort` if there is no room for a second network
   */
  readonly at: (present: Network, moment: Snapshot) => Network;
  /** Frees its memory. */
  readonly forget: () => void;
};

/** Creates the holder; no network is made before the first `at`. */
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
