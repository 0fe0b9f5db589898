/**
 * A network in the kernels' memory: weights, batch and optimizer state. Jobs go to the threads one at a time. Two banks of
 * weights alternate: while a step writes one, the current weights in the other can be read.
 */

import { deriveBank } from './derive.ts';
import { bankFloats, type Batch, fillBatch, fillWeights } from './fill.ts';
import { instantiate } from '../builds/instantiate.ts';
import { createMemory } from '../memory.ts';
import { planMemory } from './memory-plan.ts';
import { type KernelNetworkOptions, placeOfLoss, requireLastSteps, requireReading } from './network-options.ts';
import type { Update } from '../threads/batch-jobs.ts';
import { createNetworkJobs } from '../threads/network-jobs.ts';
import type { Job, JobResult } from '../threads/jobs.ts';
import { packWeights, unpackWeights } from './pack.ts';
import type { KernelPool } from '../threads/pool.ts';
import { readStates } from './read-states.ts';
import { type NetworkShape, weightLayout } from './shape.ts';

export type { Batch } from './fill.ts';
export type { Update } from '../threads/batch-jobs.ts';
export type { KernelNetworkOptions } from './network-options.ts';

export type KernelNetwork = ReturnType<typeof createKernelNetwork>;

/**
 * @param batchSize the largest batch
 * @param usualBatchSize decides how many threads to use
 * @param arrays weights as in tfjs: kernel, recurrent kernel and bias per layer, then the readout's kernel and bias; copied
 * @throws GatescopeError `memoryShort` if the machine has too little memory
 * @throws RangeError if the options do not fit the shape
 */
export function createKernelNetwork(
  pool: KernelPool,
  shape: NetworkShape,
  batchSize: number,
  arrays: readonly Float32Array[],
  usualBatchSize = batchSize,
  options: KernelNetworkOptions = {},
) {
  const { module, build } = pool.kernels;
  const loss = placeOfLoss(shape, options);
  const imageBytes = options.reading?.imageBytes ?? shape.steps * shape.inputSize;
  requireReading(shape, options.reading);
  const plan = planMemory(shape, batchSize, pool.threadsFor(usualBatchSize), build.rows, { loss, imageBytes });
  const memory = createMemory(plan.bytes);
  const kernels = instantiate(module, memory);
  const { common, ...jobs } = createNetworkJobs(
    pool,
    memory,
    plan,
    (batch) => fillBatch(kernels, memory, plan, batch),
    {
      pack: (values, bank) => {
        packWeights(shape, values, bank);
      },
      unpack,
      floats: (address) => bankFloats(memory, plan, address),
      squares: (address) => kernels.sumSquares(address, 1, 0, weightLayout(shape).bytes),
      derive: (bank) => {
        deriveBank(kernels, plan, plan.banks[bank], 0, 1);
      },
    },
  );

  fillWeights(kernels, memory, plan, arrays, options.reading?.order);

  function unpack(bank: Float32Array): Float32Array[] {
    const copies = arrays.map(({ length }) => new Float32Array(length));
    unpackWeights(shape, bank, copies);
    return copies;
  }

  return {
    plan,
    memory,
    kernels,
    ...common,
    /** One optimizer step; sums over the batch. The weights stay if loss or gradients are not finite. */
    train(batch: Batch, update: Update): Promise<JobResult> {
      requireLastSteps(plan, batch);
      return common.train(batch, update);
    },
    /** Gradients alone, in the order and shapes of `arrays`; loss and correct answers summed over the batch. */
    gradients(batch: Batch, truncation?: number) {
      requireLastSteps(plan, batch);
      return common.gradients(batch, truncation);
    },
    /**
     * The top layer's hidden states after some steps, and the logits after the last, [count × classes].
     * @param images at most batchSize
     * @param steps from 0
     */
    states(images: Uint8Array, steps: readonly number[]): Promise<{ states: Float32Array; logits: Float32Array }> {
      const count = images.length / imageBytes;
      const { classes } = shape;
      return jobs.run(
        { images, labels: new Uint8Array() },
        () => ({ kind: 'logitsOfEachStep', count, bank: jobs.present() }),
        () => {
          const all = new Float32Array(memory.buffer, plan.logits, count * shape.steps * classes);
          const logits = new Float32Array(count * classes);
          for (let sample = 0; sample < count; sample++) {
            const end = (sample + 1) * shape.steps * classes;
            logits.set(all.subarray(end - classes, end), sample * classes);
          }
          return { states: readStates(memory, plan, count, steps), logits };
        },
      );
    },
    /**
     * How much gradient reaches the hidden state h_t of each layer, [layers × steps]: the derivative with respect to h_t with
     * all else at that step fixed; in particular an LSTM's cell state, whose own path past h_t does not count.
     * @param probes null: √ mean ‖∂L/∂h_t‖² over the samples, L being each one's cross-entropy at the last step. Else rows v,
     * [count × units], to multiply by the Jacobian J = ∂h_T/∂h_t of the top layer's last state: √ mean ‖vᵀJ‖². Random signs
     * estimate the Frobenius norm ‖J‖ (M. Hutchinson 1989); one image repeated for each one-hot v gives ‖J‖ / √units exactly.
     * The top layer's last entry is √ mean ‖v‖², since J is the identity there.
     * @throws RangeError if the probes do not fit, or for the cross-entropy of a network without classes
     */
    flow(batch: Batch, probes: Float32Array | null): Promise<Float32Array> {
      if (!probes && loss === 'nextStep') throw new RangeError('Next-step prediction has no class cross-entropy.');
      return jobs.flow(batch, shape.layers, probes !== null, (count) => {
        if (!probes) return;
        if (probes.length !== count * shape.units)
          throw new RangeError(`Probes need ${shape.units} numbers per image.`);
        new Float32Array(memory.buffer, plan.probes, probes.length).set(probes);
      });
    },
    /** Peak throughput of the processor on this network's threads, in FLOP/s. */
    peak(): Promise<number> {
      let started = 0;
      const job = (): Job => {
        started = performance.now();
        return { kind: 'peak', iterations: 20_000_000 };
      };
      return jobs.runInTurn(job, ({ operations }) => (1000 * operations) / (performance.now() - started));
    },
  };
}
