/** The threads that the kernels run on. They live as long as the engine; networks come and go. */

import { Worker } from 'node:worker_threads';
import { type Breathe, runCooperatively } from '../cooperate.ts';
import { instantiate, type LoadedKernels } from './instantiate.ts';
import type { MemoryPlan } from './memory-plan.ts';
import type { Order, OrderResult } from './orders.ts';
import type { ThreadAnswer, ThreadMessage, ThreadStart } from './thread-messages.ts';
import { createWork } from './work.ts';

/** Fewer samples than this are not worth another thread: its share of the weights' work costs more than it saves. */
const fewestSamplesPerThread = 8;

export type AttachedNetwork = {
  /** One order at a time. @throws Error where a thread has died; the pool is then of no more use */
  run(order: Order): Promise<OrderResult>;
  detach(): void;
};

export type KernelPool = {
  readonly kernels: LoadedKernels;
  /** How many share the work of a large batch. */
  readonly threads: number;
  /** How many share a batch of so many samples. */
  threadsFor(batchSize: number): number;
  attach(memory: WebAssembly.Memory, plan: MemoryPlan): AttachedNetwork;
};

/**
 * @param file the compiled `thread.ts`, @param execArgv Node's options for it
 * @throws Error where a thread could not be started
 */
export async function startThreads(
  kernels: LoadedKernels,
  threads: number,
  file: string,
  execArgv: readonly string[] = [],
): Promise<KernelPool> {
  const workers = await Promise.all(
    Array.from({ length: threads }, (_, thread) => startWorker(file, { module: kernels.module, thread }, execArgv)),
  );
  let broken: Error | null = null;
  let fail: ((error: Error) => void) | null = null;
  for (const worker of workers) {
    const onEnd = (error: Error) => {
      broken ??= error;
      fail?.(error);
      // The others may wait for this one for ever.
      for (const other of workers) void other.terminate();
    };
    worker.on('error', onEnd);
    worker.on('exit', () => {
      onEnd(new Error('A computing thread has stopped.'));
    });
  }
  let networks = 0;

  return {
    kernels,
    threads,
    threadsFor: (batchSize) => Math.max(1, Math.min(threads, Math.floor(batchSize / fewestSamplesPerThread))),
    attach(memory, plan) {
      const network = networks++;
      const used = workers.slice(0, plan.shares.length);
      const tell = (message: ThreadMessage) => {
        for (const worker of used) worker.postMessage(message);
      };
      tell({ kind: 'attach', network, memory, plan });
      return {
        run: (order) =>
          new Promise((resolve, reject) => {
            if (broken) {
              reject(broken);
              return;
            }
            fail = reject;
            // Only while it works does a thread keep the process alive.
            used[0].ref();
            // All threads end an order at the same meeting point: the first one speaks for all.
            used[0].once('message', ({ result }: ThreadAnswer) => {
              used[0].unref();
              resolve(result);
            });
            tell({ kind: 'run', network, order });
          }),
        detach: () => {
          tell({ kind: 'detach', network });
        },
      };
    },
  };
}

function startWorker(file: string, start: ThreadStart, execArgv: readonly string[]): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: start, execArgv: [...execArgv] });
    worker.once('error', reject);
    worker.once('online', () => {
      worker.off('error', reject);
      worker.unref();
      resolve(worker);
    });
  });
}

/** The same on the calling thread alone, which goes on serving messages in between: for where no thread can be started. */
export function stayOnThread(kernels: LoadedKernels, breathe: Breathe): KernelPool {
  return {
    kernels,
    threads: 1,
    threadsFor: () => 1,
    attach(memory, plan) {
      const work = createWork(instantiate(kernels.module, memory), memory, plan, 0, () => undefined);
      return { run: (order) => runCooperatively(work(order), breathe), detach: () => undefined };
    },
  };
}
