/**
 * A network in the kernels' memory: its weights, its batch, its optimizer's state. Jobs go to the threads one after the
 * other. Two banks of weights take turns: while a step writes one, the present weights in the other can be looked at.
 */

import { deriveBank } from './derive.ts';
import { bankFloats, type Batch, fillBatch, fillWeights } from './fill.ts';
import { instantiate } from '../builds/instantiate.ts';
import { createMemory } from '../memory.ts';
import { planMemory } from './memory-plan.ts';
import { type KernelNetworkOptions, placeOfLoss, requireLastSteps, requireReading } from './network-options.ts';
import { createNetworkJobs, type Update } from '../threads/network-jobs.ts';
import type { Job, JobResult } from '../threads/jobs.ts';
import { packWeights, unpackWeights } from './pack.ts';
import type { KernelPool } from '../threads/pool.ts';
import { readStates } from './read-states.ts';
import type { NetworkShape } from './shape.ts';

export type { Batch } from './fill.ts';
export type { Update } from '../threads/network-jobs.ts';
export type { KernelNetworkOptions } from './network-options.ts';

export type KernelNetwork = ReturnType<typeof createKernelNetwork>;

/**
 * @param batchSize samples that fit at a time
 * @param usualBatchSize decides how many threads are worth it
 * @param arrays the weights as tfjs has them: kernel, recurrent kernel and bias of each layer, the readout's kernel and bias; copied
 * @throws GatescopeError `memoryShort` where the machine has not enough memory
 * @throws RangeError where the options do not fit the shape
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
    /** One optimizer step; sums over the batch. Where loss or gradients are no longer numbers, the weights stay. */
    train(batch: Batch, update: Update): Promise<JobResult> {
      requireLastSteps(plan, batch);
      return common.train(batch, update);
    },
    /** Only the gradients, in the order and shapes of `arrays`; loss and correct answers summed over the batch. */
    gradients(batch: Batch, truncation?: number) {
      requireLastSteps(plan, batch);
      return common.gradients(batch, truncation);
    },
    /**
     * What the top layer's hidden state is after some steps, and the answers: logits after the last step, [count × classes].
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
     * How much of a gradient reaches the hidden state h_t of each layer, [layers × steps]: derivatives by h_t with everything
     * else of that step held, an LSTM's cell state in particular, whose own way past h_t they do not count.
     * @param probes null: √ mean ‖∂L/∂h_t‖² over the samples, L being each one's cross-entropy at the last step. Else rows v,
     * [count × units], by which the Jacobian J = ∂h_T/∂h_t of the top layer's last state is multiplied: √ mean ‖vᵀJ‖². With
     * random signs it estimates the Frobenius norm ‖J‖ (M. Hutchinson 1989); with an image repeated for each one-hot v it is
     * ‖J‖ / √units exactly. The top layer's last entry is √ mean ‖v‖², J being the identity there.
     * @throws RangeError where the probes do not fit, and for the cross-entropy of a network that tells no classes
     */
    flow(batch: Batch, probes: Float32Array | null): Promise<Float32Array> {
      if (!probes && loss === 'nextStep') throw new RangeError('Next-step prediction has no cross-entropy of classes.');
      return jobs.flow(batch, shape.layers, probes !== null, (count) => {
        if (!probes) return;
        if (probes.length !== count * shape.units)
          throw new RangeError(`Probes have ${shape.units} numbers for each image.`);
        new Float32Array(memory.buffer, plan.probes, probes.length).set(probes);
      });
    },
    /** The most that the processor can do on this network's threads, in floating-point operations a second. */
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
