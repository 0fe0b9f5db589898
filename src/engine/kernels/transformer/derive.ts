/** The copies of the weights that the passes read, recomputed after every change. */

import { partOf } from '../recurrent/derive.ts';
import type { KernelExports } from '../builds/exports.ts';
import { lineBytes, lineLength } from '../recurrent/shape.ts';
import type { TransformerBank, TransformerPlan } from './memory-plan.ts';
import { transformerLayout } from './shape.ts';

/** Computes one thread's part of a bank's copies. */
export function deriveTransformer(
  kernels: KernelExports,
  { shape }: TransformerPlan,
  { weights, derived }: TransformerBank,
  thread: number,
  threads: number,
): void {
  transformerLayout(shape).dense.forEach(({ kernel, bias, inputBlocks, panels }, index) => {
    if (thread === 0) kernels.spreadBias(weights + bias, derived[index].bias, panels);
    const [first, last] = partOf(inputBlocks, thread, threads);
    const panelBytes = lineLength * inputBlocks * lineBytes;
    kernels.transposeKernel(weights + kernel, panelBytes, panels, first, last, derived[index].back);
  });
}
