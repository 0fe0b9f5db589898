/** How a thread handles a job of any kind of network, given the kind's passes over its samples. */

import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import type { Dropout, FlowJob, GradientsJob, LogitsJob, Job, JobResult, PeakJob, TrainJob } from './jobs.ts';
import type { WeightsStep } from './weights-step.ts';

/** One thread's passes over its own samples. */
export type JobPasses = {
  /** Forward and backward pass. @returns the sums over this thread's samples */
  gradients(
    job: TrainJob | GradientsJob,
    dropout: Dropout | null,
  ): Interruptible<{ readonly loss: number; readonly correct: number }>;
  logits(job: LogitsJob): Interruptible<void>;
  /** Without it the network takes no such jobs. */
  flow?(job: FlowJob): Interruptible<void>;
  /** Recomputes this thread's part of the copies of a bank of weights. */
  derive(bank: 0 | 1): void;
};

const nothing: JobResult = { loss: 0, correct: 0, gradientNorm: 0, operations: 0 };

/**
 * @param scratch memory of this thread that no job needs after its end
 * @param meet waits for all other threads; a no-op with one thread
 */
export function createJobWork(
  kernels: KernelExports,
  threads: number,
  scratch: number,
  meet: () => void,
  weights: WeightsStep,
  passes: JobPasses,
) {
  function* gradients(job: TrainJob | GradientsJob, dropout: Dropout | null): Interruptible<JobResult> {
    const { loss, correct } = yield* passes.gradients(job, dropout);
    return weights.sumUp(loss, correct);
  }

  function* train(job: TrainJob): Interruptible<JobResult> {
    const result = yield* gradients(job, job.dropout);
    weights.update(job, result, () => {
      passes.derive(job.bank === 0 ? 1 : 0);
    });
    return result;
  }

  function* met(pass: Interruptible<void>): Interruptible<JobResult> {
    yield* pass;
    meet();
    return nothing;
  }

  function* peak({ iterations }: PeakJob): Interruptible<JobResult> {
    const operations = kernels.peak(iterations, scratch);
    yield;
    meet();
    return { ...nothing, operations: operations * threads };
  }

  return function work(job: Job): Interruptible<JobResult> {
    switch (job.kind) {
      case 'train':
        return train(job);
      case 'gradients':
        return gradients(job, null);
      case 'logits':
      case 'logitsOfEachStep':
        return met(passes.logits(job));
      case 'flow':
        if (!passes.flow) throw new Error('This kind of network has no flow of gradients.');
        return met(passes.flow(job));
      case 'peak':
        return peak(job);
    }
  };
}
