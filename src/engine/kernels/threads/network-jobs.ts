/** What a network of any kind asks of the threads, one job after the other, and the bank that its present weights are in. */

import { createQueue } from '../../../domain/cooperate.ts';
import type { AnyPlan } from './any-work.ts';
import type { Batch } from '../recurrent/fill.ts';
import { requireBatch, requireSameSize } from '../recurrent/network-options.ts';
import type { OptimizerState, Job, JobResult, TrainJob } from './jobs.ts';
import type { KernelPool } from './pool.ts';

/** How the weights change; what is left out stays off. */
export type Update = Pick<TrainJob, 'optimizer' | 'learningRate' | 'clipNorm' | 'truncation'> &
  Partial<Pick<TrainJob, 'clipValue' | 'weightDecay' | 'dropout'>>;

const plainUpdate = { clipValue: 0, weightDecay: 0, dropout: null } as const;

/** How one kind of network lays out its weights, and all that has a number for each weight. */
export type Packing = {
  readonly pack: (arrays: readonly Float32Array[], bank: Float32Array) => void;
  readonly unpack: (bank: Float32Array) => Float32Array[];
  /** A whole bank, as it lies. */
  readonly floats: (address: number) => Float32Array;
  /** Makes the copies of a bank's weights anew that the passes read. */
  readonly derive: (bank: 0 | 1) => void;
};

/**
 * @param layBatch lays a batch into the memory, and returns how many samples it has
 * @throws GatescopeError `memoryShort` where all networks together would take too much memory
 */
export function createNetworkJobs(
  pool: KernelPool,
  memory: WebAssembly.Memory,
  plan: AnyPlan,
  layBatch: (batch: Batch) => number,
  packing: Packing,
) {
  const { imageBytes, shape } = plan;
  const threads = pool.attach(memory, plan);
  const takeTurn = createQueue();
  let present: 0 | 1 = 0;
  let step = 0;

  /** @param job made when its turn has come, as is what is taken of its result */
  function runInTurn<Result>(job: () => Job, take: (result: JobResult) => Result): Promise<Result> {
    return takeTurn(async () => take(await threads.run(job())));
  }

  /** @throws RangeError where the batch does not fit */
  function run<Result>(
    batch: Batch,
    job: (count: number) => Job,
    take: (result: JobResult) => Result,
  ): Promise<Result> {
    requireBatch(plan, batch);
    return runInTurn(() => job(layBatch(batch)), take);
  }

  /** One optimizer step; sums over the batch. Where loss or gradients are no longer numbers, the weights stay. */
  function train(batch: Batch, update: Update): Promise<JobResult> {
    const job = (count: number): Job => ({
      ...{ kind: 'train', count, bank: present, step: step + 1 },
      ...plainUpdate,
      ...update,
    });
    return run(batch, job, (result) => {
      if (!Number.isFinite(result.loss + result.gradientNorm)) return result;
      step++;
      present = present === 0 ? 1 : 0;
      return result;
    });
  }

  /** [count × classes] after the last step, or [count × steps × classes] after each. */
  function readLogits(images: Uint8Array, kind: 'logits' | 'logitsOfEachStep'): Promise<Float32Array> {
    const values = (images.length / imageBytes) * (kind === 'logitsOfEachStep' ? shape.steps : 1) * shape.classes;
    return run(
      { images, labels: new Uint8Array() },
      (count) => ({ kind, count, bank: present }),
      () => new Float32Array(memory.buffer, plan.logits, values).slice(),
    );
  }

  /** Copies of what the optimizer remembers after the last step. */
  function readOptimizer(): OptimizerState {
    return { step, moments: plan.moments.map((address) => packing.unpack(packing.floats(address))) };
  }

  /** Before the first step of a network that goes on where another one was. */
  function restoreOptimizer(state: OptimizerState): void {
    step = state.step;
    state.moments.forEach((arrays, index) => {
      packing.pack(arrays, packing.floats(plan.moments[index]));
    });
  }

  function presentFloats(): Float32Array {
    return packing.floats(plan.banks[present].weights);
  }

  /** Copies of the present weights. */
  function readWeights(): Float32Array[] {
    return packing.unpack(presentFloats());
  }

  /** A copy of the present weights as they lie. */
  function snapshot(): Float32Array {
    return presentFloats().slice();
  }

  /** What a {@link snapshot} of other weights would be. */
  function snapshotOf(arrays: readonly Float32Array[]): Float32Array {
    const copy = new Float32Array(presentFloats().length);
    packing.pack(arrays, copy);
    return copy;
  }

  /** Not while a step is computed. @throws RangeError where it is of a network of another shape */
  function restore(copy: Float32Array): void {
    const bank = presentFloats();
    requireSameSize(bank, copy);
    bank.set(copy);
    packing.derive(present);
  }

  /** Lets go of the memory once what runs has ended. */
  function dispose(): void {
    void takeTurn(() => {
      threads.detach();
      return Promise.resolve();
    });
  }

  const optimizer = { readOptimizer, restoreOptimizer };
  const weights = { readWeights, snapshot, snapshotOf, weightsOf: packing.unpack, restore };
  return { runInTurn, run, presentBank: () => present, ...weights, train, readLogits, ...optimizer, dispose };
}
