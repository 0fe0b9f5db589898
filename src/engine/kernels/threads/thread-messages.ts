/** What the engine and its computing threads say to each other. */

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

/** Each thread's first message: it takes jobs now. */
export type ThreadReady = { readonly ready: true };

/** Said by the first thread alone. */
export type ThreadAnswer = { readonly result: JobResult };
