/**
 * The index of the test digits' hidden states, and the neighbours found in it. The test set's `isStale` says whether
 * the index belongs to the present weights.
 */

import type { NeighbourQuery, Neighbours, TrajectoryStatus } from '../../../protocol/neighbours.ts';
import { latest, outrun } from '../../client/latest.ts';
import type { EngineClient } from '../../client/engine-client.ts';

export type NeighboursState = {
  readonly status: TrajectoryStatus;
  /** Result of the last query; null without a query or an index. */
  readonly found: Neighbours | null;
  /** Builds an index of the present weights. */
  readonly build: () => void;
  readonly cancel: () => void;
  /** Sends the newest query, one at a time; null asks for nothing. */
  readonly find: (query: NeighbourQuery | null) => void;
  readonly receive: (status: TrajectoryStatus) => void;
  readonly attach: (ask: EngineClient['ask']) => void;
  /** The engine has gone, and builds nothing. */
  readonly detach: () => void;
};

const nothing: TrajectoryStatus = { building: null, index: null };

/** @param onError is told why a request failed */
export function createNeighboursState(onError: (thrown: unknown) => void): NeighboursState {
  let status = $state.raw<TrajectoryStatus>(nothing);
  let found = $state.raw<Neighbours | null>(null);
  let wanted: NeighbourQuery | null = null;
  let engine: EngineClient['ask'] | null = null;
  const ask = latest((asked: EngineClient['ask'], query: NeighbourQuery) => asked('findNeighbours', query));

  async function find(query: NeighbourQuery | null): Promise<void> {
    wanted = query;
    if (!query || !engine) {
      found = null;
      return;
    }
    try {
      const answer = await ask(engine, query);
      if (answer !== outrun && wanted) found = answer;
    } catch (thrown) {
      onError(thrown);
    }
  }

  return {
    get status() {
      return status;
    },
    get found() {
      return found;
    },
    build: () => {
      engine?.('indexTrajectories', undefined).catch(onError);
    },
    cancel: () => {
      engine?.('cancelTrajectories', undefined).catch(onError);
    },
    find: (query) => void find(query),
    receive: (next) => {
      status = next;
      if (!next.index) found = null;
    },
    detach: () => {
      status = { ...status, building: null };
    },
    attach: (next) => {
      engine = next;
      status = nothing;
      found = null;
      next('getTrajectories', undefined).then((told) => {
        if (engine === next) status = told;
      }, onError);
    },
  };
}
