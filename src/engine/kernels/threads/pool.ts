/** The threads that run the kernels. They live as long as the engine; networks come and go. */

import { type Breathe, createQueue, runCooperatively } from '../../../domain/cooperate.ts';
import { type AnyPlan, createAnyWork } from './any-work.ts';
import { instantiate, type LoadedKernels } from '../builds/instantiate.ts';
import { createMemoryBudget } from '../memory.ts';
import { collectGarbageSoon } from '../../system/garbage.ts';
import { type StartedWorker, startWorker } from '../../system/start-worker.ts';
import type { Job, JobResult } from './jobs.ts';
import type { ThreadAnswer, ThreadMessage, ThreadStart } from './thread-messages.ts';

/** Fewer samples do not justify another thread: its share of the weight update costs more than it saves. */
const minSamplesPerThread = 8;

export type AttachedNetwork = {
  /** Runs after all earlier jobs, of other networks, too. @throws Error if a thread has died, and after `detach` */
  run(job: Job): Promise<JobResult>;
  /** Releases the memory. Waiting jobs are rejected. */
  detach(): void;
};

export type KernelPool = {
  readonly kernels: LoadedKernels;
  /** Threads that share a large batch. */
  readonly threads: number;
  /** Threads that share a batch of this size. */
  threadsFor(batchSize: number): number;
  /** @throws GatescopeError `memoryShort` if all networks together would need too much */
  attach(memory: WebAssembly.Memory, plan: AnyPlan): AttachedNetwork;
  /** Settles when a thread has died; the pool is then useless. */
  readonly failed: Promise<Error>;
};

/**
 * @param file the compiled `thread.ts`, @param execArgv Node's options for it
 * @throws Error if a thread could not be started
 */
export async function startThreads(
  kernels: LoadedKernels,
  threads: number,
  file: string,
  execArgv: readonly string[] = [],
): Promise<KernelPool> {
  const workers = Array.from({ length: threads }, (_, thread) =>
    startWorker(file, { module: kernels.module, thread } satisfies ThreadStart, execArgv),
  );
  const failed = firstFailure(workers);
  const failure = await Promise.race([failed, Promise.all(workers.map(untilReady))]);
  if (failure instanceof Error) throw failure;

  const takeTurn = createQueue();
  const reserve = createMemoryBudget();
  let dead: Error | null = null;
  /** Rejects the running job. */
  let reject: ((error: Error) => void) | null = null;
  void failed.then((error) => {
    dead = error;
    reject?.(error);
  });
  let networks = 0;

  function run(used: readonly StartedWorker[], message: ThreadMessage): Promise<JobResult> {
    const [speaker] = used;
    return new Promise((resolve, rejectJob) => {
      if (dead) {
        rejectJob(dead);
        return;
      }
      reject = rejectJob;
      // All threads end a job at the same barrier, so the first answers for all.
      speaker.hearNext((answer) => {
        resolve((answer as ThreadAnswer).result);
      });
      for (const worker of used) worker.send(message);
    });
  }

  return {
    kernels,
    threads,
    threadsFor: (batchSize) => Math.max(1, Math.min(threads, Math.floor(batchSize / minSamplesPerThread))),
    attach(memory, plan) {
      const free = reserve(memory.buffer.byteLength);
      const network = networks++;
      const used = workers.slice(0, plan.shards.length);
      const tell = (message: ThreadMessage) => {
        for (const worker of used) worker.send(message);
      };
      tell({ kind: 'attach', network, memory, plan });
      return untilDetached(
        takeTurn,
        (job) => run(used, { kind: 'run', network, job }),
        () => {
          tell({ kind: 'detach', network });
          free();
          collectGarbageSoon();
        },
      );
    },
    failed,
  };
}

/** Rejects jobs after `detach`: the threads have then forgotten the network. */
function untilDetached(
  takeTurn: ReturnType<typeof createQueue>,
  run: AttachedNetwork['run'],
  release: () => void,
): AttachedNetwork {
  let detached = false;
  return {
    run: (job) => takeTurn(() => (detached ? Promise.reject(new Error('This network has been released.')) : run(job))),
    detach: () => {
      if (detached) return;
      detached = true;
      release();
    },
  };
}

/** When one thread fails, ends the others: they might wait for it forever. */
function firstFailure(workers: readonly StartedWorker[]): Promise<Error> {
  return new Promise((resolve) => {
    for (const worker of workers) {
      worker.onEnd((error) => {
        resolve(error);
        for (const other of workers) other.end();
      });
    }
  });
}

/** "online" comes before the thread's program is loaded, so wait for its own message. */
function untilReady(worker: StartedWorker): Promise<unknown> {
  return new Promise((resolve) => {
    worker.hearNext(resolve);
  });
}

/** The same on the calling thread alone, which handles messages in between: for when no thread can be started. */
export function stayOnThread(kernels: LoadedKernels, breathe: Breathe): KernelPool {
  const takeTurn = createQueue();
  const reserve = createMemoryBudget();
  return {
    kernels,
    threads: 1,
    threadsFor: () => 1,
    attach(memory, plan) {
      const free = reserve(memory.buffer.byteLength);
      const work = createAnyWork(instantiate(kernels.module, memory), memory, plan, 0, () => undefined);
      return untilDetached(takeTurn, (job) => runCooperatively(work(job), breathe), free);
    },
    failed: new Promise(() => undefined),
  };
}
