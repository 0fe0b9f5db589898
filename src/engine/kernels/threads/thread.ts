/** Entry of a computing thread: does its part of each order, for the networks that it has been told of. */

import { parentPort, workerData } from 'node:worker_threads';
import { runAtOnce } from '../../../domain/cooperate.ts';
import { createAnyWork } from './any-work.ts';
import { createBarrier } from './barrier.ts';
import { collectGarbage } from './collect-garbage.ts';
import { instantiate } from '../builds/instantiate.ts';
import type { ThreadAnswer, ThreadMessage, ThreadReady, ThreadStart } from './thread-messages.ts';

const { module, thread } = workerData as ThreadStart;
const networks = new Map<number, ReturnType<typeof createAnyWork>>();

parentPort?.on('message', (message: ThreadMessage) => {
  switch (message.kind) {
    case 'attach': {
      const { memory, plan, network } = message;
      const counters = new Int32Array(memory.buffer, plan.control, 2);
      const meet = createBarrier(counters, plan.shares.length);
      networks.set(network, createAnyWork(instantiate(module, memory), memory, plan, thread, meet));
      break;
    }
    case 'run': {
      const work = networks.get(message.network);
      if (!work) throw new Error('This thread has not been told of the network.');
      const result = runAtOnce(work(message.order));
      if (thread === 0) parentPort?.postMessage({ result } satisfies ThreadAnswer);
      break;
    }
    case 'detach':
      networks.delete(message.network);
      collectGarbage();
      break;
  }
});

parentPort?.postMessage({ ready: true } satisfies ThreadReady);
