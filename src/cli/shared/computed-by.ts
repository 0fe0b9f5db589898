/** What computed a result: it decides the last bits, and sometimes more. */

import type { KernelPool } from '../../engine/kernels/threads/pool.ts';

export type ComputedBy = {
  /** The build of the kernels. */
  readonly kernels: string;
  readonly threads: number;
  /** Whether V8 paired vectors, which affects the speed only. */
  readonly paired: boolean;
};

export function computedBy({ kernels, threads }: KernelPool): ComputedBy {
  return { kernels: kernels.build.name, threads, paired: kernels.paired };
}

export function computedBySentence({ kernels, threads, paired }: ComputedBy): string {
  const on = threads === 1 ? 'one thread' : `${threads} threads`;
  return `Computed by ${kernels} on ${on}, vectors ${paired ? 'paired' : 'not paired'}`;
}
