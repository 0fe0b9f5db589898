/** A reader of strips in the kernels' memory, like other networks in `../recurrent/kernel-network.ts`. */

import { instantiate } from '../builds/instantiate.ts';
import { createMemory } from '../memory.ts';
import type { KernelPool } from '../threads/pool.ts';
import { deriveReader } from './derive.ts';
import { planReader } from './memory-plan.ts';
import { packReader, unpackReader } from './pack.ts';
import { readerLayout, type ReaderShape } from './shape.ts';
import { createStripJobs } from './strip-jobs.ts';
import { createStripTrace } from './trace.ts';

export type ReaderNetwork = ReturnType<typeof createReaderNetwork>;

/**
 * @param batchSize the largest batch, @param arrays the weights in the order of `weightPlaces` (shape.ts), row-major; copied
 * @throws GatescopeError `memoryShort` if the machine has too little memory
 */
export function createReaderNetwork(
  pool: KernelPool,
  shape: ReaderShape,
  batchSize: number,
  arrays: readonly Float32Array[],
) {
  const { module, build } = pool.kernels;
  const plan = planReader(shape, batchSize, pool.threadsFor(batchSize), build.rows);
  const memory = createMemory(plan.bytes);
  const kernels = instantiate(module, memory);
  const floats = (address: number) => new Float32Array(memory.buffer, address, readerLayout(shape).bytes / 4);
  const jobs = createStripJobs(pool, memory, plan, {
    pack: (values, bank) => {
      packReader(shape, values, bank);
    },
    unpack: (bank) => unpackReader(shape, bank),
    floats,
    squares: (address) => kernels.sumSquares(address, 1, 0, readerLayout(shape).bytes),
    derive: (bank) => {
      deriveReader(kernels, plan, plan.banks[bank], 0, 1);
    },
  });

  plan.orders.forEach((address, encoder) => {
    const order = new Uint16Array(memory.buffer, address, plan.imageBytes);
    for (let step = 0; step < shape.steps; step++) {
      const from = (encoder === 0 ? step : shape.steps - 1 - step) * shape.inputSize;
      for (let input = 0; input < shape.inputSize; input++) order[step * shape.inputSize + input] = from + input;
    }
  });
  packReader(shape, arrays, floats(plan.banks[0].weights));
  deriveReader(kernels, plan, plan.banks[0], 0, 1);

  return {
    ...jobs,
    /** Reads single strips with the weights of this moment, on the calling thread, even while a step runs. */
    trace: createStripTrace(kernels, memory, plan, jobs.presentBank),
  };
}
