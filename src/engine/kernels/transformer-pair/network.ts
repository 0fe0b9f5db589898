/** A Transformer's encoder and decoder in the kernels' memory, a reader of strips as in `../reader/network.ts`. */

import { instantiate } from '../builds/instantiate.ts';
import { createMemory } from '../memory.ts';
import { createStripJobs } from '../reader/strip-jobs.ts';
import type { KernelPool } from '../threads/pool.ts';
import { deriveTransformer } from '../transformer/derive.ts';
import { layPositions } from '../transformer/fill.ts';
import { packPlaces, unpackPlaces } from '../transformer/pack.ts';
import { planPair } from './memory-plan.ts';
import { pairLayout, type PairShape } from './shape.ts';
import { createPairTrace } from './trace.ts';
import { pairWeightPlaces } from './weights.ts';

/**
 * @param batchSize the largest batch, @param arrays the weights in the order of `pairWeightShapes` (weights.ts), row-major; copied
 * @throws GatescopeError `memoryShort` if the machine has too little memory
 * @throws RangeError if the heads do not divide the units
 */
export function createPairNetwork(
  pool: KernelPool,
  shape: PairShape,
  batchSize: number,
  arrays: readonly Float32Array[],
) {
  if (shape.units % shape.heads !== 0) throw new RangeError(`${shape.heads} heads do not divide ${shape.units} units.`);
  const { module, build } = pool.kernels;
  const plan = planPair(shape, batchSize, pool.threadsFor(batchSize), build.rows);
  const memory = createMemory(plan.bytes);
  const kernels = instantiate(module, memory);
  const places = pairWeightPlaces(shape);
  const layout = pairLayout(shape);
  const floats = (address: number) => new Float32Array(memory.buffer, address, layout.bytes / 4);
  const derive = (bank: 0 | 1) => {
    deriveTransformer(kernels, layout.dense, plan.banks[bank], 0, 1);
  };
  const jobs = createStripJobs(pool, memory, plan, {
    pack: (values, bank) => {
      packPlaces(places, values, bank);
    },
    unpack: (bank) => unpackPlaces(places, bank),
    floats,
    squares: (address) => kernels.sumSquares(address, 1, 0, layout.bytes),
    derive,
  });

  const order = new Uint16Array(memory.buffer, plan.order, plan.imageBytes);
  order.forEach((_, input) => (order[input] = input));
  layPositions(memory, plan, Math.max(shape.steps, shape.tokens));
  packPlaces(places, arrays, floats(plan.banks[0].weights));
  derive(0);

  return {
    ...jobs,
    /** Reads single strips with the weights of this moment, on the calling thread, even while a step runs. */
    trace: createPairTrace(kernels, memory, plan, jobs.presentBank),
  };
}
