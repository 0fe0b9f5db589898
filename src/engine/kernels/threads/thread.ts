/** Entry point of a computing thread: does its part of each job for the attached networks. */

import { runAtOnce } from '../../../domain/cooperate.ts';
import { createAnyWork } from './any-work.ts';
import { createBarrier } from './barrier.ts';
import { instantiate } from '../builds/instantiate.ts';
import { collectGarbage } from '../../system/garbage.ts';
import { onThreadMessage, sendFromThread, threadData } from '../../system/this-thread.ts';
import type { ThreadAnswer, ThreadMessage, ThreadReady, ThreadStart } from './thread-messages.ts';

const { module, thread } = threadData as ThreadStart;
const networks = new Map<number, ReturnType<typeof createAnyWork>>();

onThreadMessage((given) => {
  const message = given as ThreadMessage;
  switch (message.kind) {
    case 'attach': {
      const { memory, plan, network } = message;
      const counters = new Int32Array(memory.buffer, plan.control, 2);
      const meet = createBarrier(counters, plan.shards.length);
      networks.set(network, createAnyWork(instantiate(module, memory), memory, plan, thread, meet));
      break;
    }
    case 'run': {
      const work = networks.get(message.network);
      if (!work) throw new Error('This network is not attached to this thread.');
      const result = runAtOnce(work(message.job));
      if (thread === 0) sendFromThread({ result } satisfies ThreadAnswer);
      break;
    }
    case 'detach':
      networks.delete(message.network);
      collectGarbage();
      break;
  }
});

sendFromThread({ ready: true } satisfies ThreadReady);
