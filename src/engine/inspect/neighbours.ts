/**
 * Indexes the test digits' trajectories under the weights of one moment, and finds those nearest to another digit's. It
 * reads through a copy of the network, so that training continues; a small copy remains to read queries.
 */

import type { NeighbourQuery, Neighbours, TrajectoryIndex, TrajectoryStatus } from '../../protocol/neighbours.ts';
import { GatescopeError } from '../../domain/errors.ts';
import type { Digit } from '../../protocol/answers.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import { ordersLike, planReading } from '../../domain/recipe/reading.ts';
import { pixelCount } from '../../domain/sequence.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createNetwork } from '../models/create-network.ts';
import type { Network } from '../models/network.ts';
import { comparedSteps, nearest, readTrajectories, type Trajectories } from './trajectories.ts';

/** The network shown. */
export type PresentNetwork = { readonly network: Network; readonly step: number; readonly session: number };

type Kept = { readonly about: TrajectoryIndex; readonly trajectories: Trajectories; readonly network: Network };

export type NeighbourFinder = {
  readonly status: () => TrajectoryStatus;
  /**
   * Builds an index of the present weights, or joins a build in progress. The previous index stays until then.
   * @returns false if cancelled
   * @throws GatescopeError for a Transformer, which has no hidden-state trajectory, and if memory is short
   */
  readonly build: () => Promise<boolean>;
  readonly cancel: () => void;
  /** Call when another network is shown: discards an index of the previous one. */
  readonly sessionChanged: () => void;
  /** @returns null if there is no index */
  readonly find: (query: NeighbourQuery) => Neighbours | null;
};

/**
 * @param testSet throws if the digits could not be read
 * @param onStatus called when the status has changed
 */
export function createNeighbourFinder(
  pool: KernelPool,
  present: () => PresentNetwork,
  testSet: () => DigitSet,
  testDigit: (index: number) => Digit,
  onStatus: () => void,
): NeighbourFinder {
  let kept: Kept | null = null;
  let building: { promise: Promise<boolean>; abort: AbortController; session: number } | null = null;
  let progress: TrajectoryStatus['building'] = null;

  function keep(next: Kept | null): void {
    kept?.network.dispose();
    kept = next;
  }

  async function read({ network: shown, step, session }: PresentNetwork, signal: AbortSignal): Promise<boolean> {
    const { config } = shown;
    const weights = shown.readWeights();
    const copy = createNetwork(pool, config, weights);
    try {
      const onProgress = (done: number, total: number) => {
        progress = { done, total };
        onStatus();
      };
      const trajectories = await readTrajectories(copy, testSet(), onProgress, signal);
      // Cancelled while the last digits were packed: another network may be shown by now.
      signal.throwIfAborted();
      const { steps, firstStep } = planReading(config);
      const about: TrajectoryIndex = {
        digits: trajectories.scales.length,
        steps: trajectories.steps.length,
        stepsRead: steps - firstStep,
        ...{ step, session },
      };
      keep({ about, trajectories, network: createNetwork(pool, config, weights, { batchSize: 1, room: 1 }) });
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    } finally {
      copy.dispose();
    }
  }

  return {
    status: () => ({ building: progress, index: kept?.about ?? null }),
    async build() {
      while (building) {
        if (!building.abort.signal.aborted) return building.promise;
        // Let a cancelled build release its memory before the next one starts.
        await building.promise.catch(() => undefined);
      }
      const shown = present();
      if (!shown.network.states)
        throw new GatescopeError(
          'invalidRequest',
          'A Transformer has no hidden state that moves from step to step: choose a recurrent cell.',
        );
      const abort = new AbortController();
      progress = { done: 0, total: testSet().count };
      const promise = read(shown, abort.signal).finally(() => {
        building = null;
        progress = null;
        onStatus();
      });
      building = { promise, abort, session: shown.session };
      onStatus();
      return promise;
    },
    cancel() {
      building?.abort.abort();
    },
    sessionChanged() {
      const { session } = present();
      if (building && building.session !== session) building.abort.abort();
      if (!kept || kept.about.session === session) return;
      keep(null);
      onStatus();
    },
    find({ source, order, until, count }) {
      if (!kept) return null;
      const { network, trajectories } = kept;
      const { config } = network;
      const pixels = source.kind === 'test' ? testDigit(source.index).pixels : source.pixels;
      const readOrder = order && ordersLike(config.order).includes(order) ? order : config.order;
      const { layers } = network.trace(pixels, null, { order: readOrder });
      const course = layers[layers.length - 1].matrices.hiddenState ?? new Float32Array();
      const compared = comparedSteps(trajectories, until);
      const except = source.kind === 'test' ? source.index : null;
      const near = nearest(trajectories, course, { compared, count, except });
      const { images, labels } = testSet();
      const indices = Uint32Array.from(near, ({ index }) => index);
      const shownPixels = new Uint8Array(near.length * pixelCount);
      indices.forEach((index, place) => {
        shownPixels.set(images.subarray(index * pixelCount, (index + 1) * pixelCount), place * pixelCount);
      });
      return {
        indices,
        distances: Float32Array.from(near, ({ distance }) => distance),
        labels: Uint8Array.from(indices, (index) => labels[index]),
        answers: Uint8Array.from(indices, (index) => trajectories.answers[index]),
        pixels: shownPixels,
        compared,
        until: trajectories.steps[compared - 1],
      };
    },
  };
}
