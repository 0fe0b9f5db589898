/** The copies of the weights that the passes read, recomputed after every change. */

import { partOf } from '../recurrent/derive.ts';
import type { KernelExports } from '../builds/exports.ts';
import { lineBytes, lineLength } from '../recurrent/shape.ts';
import type { TransformerBank } from './memory-plan.ts';
import type { DenseWeights } from './shape.ts';

/** Computes one thread's part of a bank's copies. @param dense all dense layers */
export function deriveTransformer(
  kernels: KernelExports,
  dense: readonly DenseWeights[],
  { weights, derived }: TransformerBank,
  thread: number,
  threads: number,
): void {
  dense.forEach(({ kernel, bias, inputBlocks, panels }, index) => {
    if (thread === 0) kernels.spreadBias(weights + bias, derived[index].bias, panels);
    const [first, last] = partOf(inputBlocks, thread, threads);
    const panelBytes = lineLength * inputBlocks * lineBytes;
    kernels.transposeKernel(weights + kernel, panelBytes, panels, first, last, derived[index].back);
  });
}
