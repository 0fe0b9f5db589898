/** Messages between the engine and its computing threads. */

import type { AnyPlan } from './any-work.ts';
import type { Job, JobResult } from './jobs.ts';

/** `workerData` of a thread. */
export type ThreadStart = { readonly module: WebAssembly.Module; readonly thread: number };

export type ThreadMessage =
  | {
      readonly kind: 'attach';
      readonly network: number;
      readonly memory: WebAssembly.Memory;
      readonly plan: AnyPlan;
    }
  | { readonly kind: 'run'; readonly network: number; readonly job: Job }
  | { readonly kind: 'detach'; readonly network: number };

/** Each thread's first message: it is ready for jobs. */
export type ThreadReady = { readonly ready: true };

/** Sent by the first thread only. */
export type ThreadAnswer = { readonly result: JobResult };
