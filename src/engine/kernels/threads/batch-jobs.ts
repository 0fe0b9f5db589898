/** The jobs of a network of any kind, run one at a time, and the bank with its current weights. */

import { createQueue } from '../../../domain/cooperate.ts';
import type { AnyPlan } from './any-work.ts';
import type { Batch } from '../recurrent/fill.ts';
import { requireBatch, requireSameSize } from '../recurrent/network-options.ts';
import type { OptimizerState, Job, JobResult, TrainJob } from './jobs.ts';
import type { KernelPool } from './pool.ts';

/** How to update the weights; omitted options are off. */
export type Update = Pick<TrainJob, 'optimizer' | 'learningRate' | 'clipNorm' | 'truncation'> &
  Partial<Pick<TrainJob, 'clipValue' | 'weightDecay' | 'dropout'>>;

const plainUpdate = { clipValue: 0, weightDecay: 0, dropout: null } as const;

/** How a kind of network lays out its weights, and all else that has one number per weight. */
export type Packing = {
  readonly pack: (arrays: readonly Float32Array[], bank: Float32Array) => void;
  readonly unpack: (bank: Float32Array) => Float32Array[];
  /** A whole bank, in its own layout. */
  readonly floats: (address: number) => Float32Array;
  /** Σ x² over a whole bank. */
  readonly squares: (address: number) => number;
  /** Recomputes the copies of a bank's weights that the passes read. */
  readonly derive: (bank: 0 | 1) => void;
};

/**
 * @param layBatch lays a batch into the memory, and returns its number of samples
 * @throws GatescopeError `memoryShort` if all networks together would need too much memory
 */
export function createBatchJobs<Plan extends AnyPlan, GivenBatch extends Batch = Batch>(
  pool: KernelPool,
  memory: WebAssembly.Memory,
  plan: Plan,
  layBatch: (batch: GivenBatch) => number,
  packing: Packing,
) {
  const { shape } = plan;
  const threads = pool.attach(memory, plan);
  const takeTurn = createQueue();
  let present: 0 | 1 = 0;
  let step = 0;

  /** @param job called when its turn comes, as is `take` with its result */
  function runInTurn<Result>(job: () => Job, take: (result: JobResult) => Result): Promise<Result> {
    return takeTurn(async () => take(await threads.run(job())));
  }

  /** @throws RangeError if the batch does not fit */
  function run<Result>(
    batch: GivenBatch,
    job: (count: number) => Job,
    take: (result: JobResult) => Result,
  ): Promise<Result> {
    requireBatch(plan, batch);
    return runInTurn(() => job(layBatch(batch)), take);
  }

  /** One optimizer step; sums over the batch. The weights stay if loss or gradients are not finite. */
  function train(batch: GivenBatch, update: Update): Promise<JobResult> {
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

  /** Gradients alone, in the order and shapes of the weights; loss and correct answers summed over the batch. */
  function gradients(batch: GivenBatch, truncation = shape.steps) {
    const job = (count: number): Job => ({ kind: 'gradients', count, bank: present, truncation });
    return run(batch, job, (result) => ({
      ...result,
      gradients: packing.unpack(packing.floats(plan.shards[0].gradients)),
    }));
  }

  /** Copies of the optimizer's state after the last step. */
  function readOptimizer(): OptimizerState {
    return { step, moments: plan.moments.map((address) => packing.unpack(packing.floats(address))) };
  }

  /** Call before the first step of a network that continues another. */
  function restoreOptimizer(state: OptimizerState): void {
    step = state.step;
    state.moments.forEach((arrays, index) => {
      packing.pack(arrays, packing.floats(plan.moments[index]));
    });
  }

  function presentFloats(): Float32Array {
    return packing.floats(plan.banks[present].weights);
  }

  /** Copies of the current weights. */
  function readWeights(): Float32Array[] {
    return packing.unpack(presentFloats());
  }

  /** √ Σ w² over the current weights. Not while a step runs. */
  function weightNorm(): number {
    return Math.sqrt(packing.squares(plan.banks[present].weights));
  }

  /** A copy of the current weights, in their own layout. */
  function snapshot(): Float32Array {
    return presentFloats().slice();
  }

  /** The {@link snapshot} that other weights would have. */
  function snapshotOf(arrays: readonly Float32Array[]): Float32Array {
    const copy = new Float32Array(presentFloats().length);
    packing.pack(arrays, copy);
    return copy;
  }

  /** Not while a step runs. @throws RangeError if it is from a network of another shape */
  function restore(copy: Float32Array): void {
    const bank = presentFloats();
    requireSameSize(bank, copy);
    bank.set(copy);
    packing.derive(present);
  }

  /** Frees the memory once running jobs have ended. */
  function dispose(): void {
    void takeTurn(() => {
      threads.detach();
      return Promise.resolve();
    });
  }

  return {
    runInTurn,
    run,
    /** The bank with the current weights; it changes with each step. */
    present: () => present,
    /** Operations that do not depend on the kind of network. */
    common: {
      threads: plan.shards.length,
      presentBank: (): Plan['banks'][0] => plan.banks[present],
      ...{
        readWeights,
        weightNorm,
        snapshot,
        snapshotOf,
        weightsOf: packing.unpack,
        restore,
        readOptimizer,
        restoreOptimizer,
      },
      ...{ train, gradients, dispose },
    },
  };
}
