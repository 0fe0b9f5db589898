/** The copies of the weights that the passes read, recomputed after every change. */

import type { KernelExports } from '../builds/exports.ts';
import type { BankPlan, MemoryPlan } from './memory-plan.ts';
import { blocksOf, lineBytes, lineLength, weightLayout } from './shape.ts';

/** Computes one thread's part of a bank's copies. */
export function deriveBank(
  kernels: KernelExports,
  plan: MemoryPlan,
  { weights, derived }: BankPlan,
  thread: number,
  threads: number,
): void {
  const { layers, readout } = weightLayout(plan.shape);
  [...layers, readout].forEach(({ kernel, bias, inputBlocks, unitBlocks, panels }, index) => {
    const copies = derived[index];
    const panelBytes = lineLength * (inputBlocks + unitBlocks) * lineBytes;
    const transpose = (firstRow: number, blocks: number, to: number) => {
      const from = weights + kernel + firstRow * lineBytes;
      const [first, last] = partOf(blocks, thread, threads);
      kernels.transposeKernel(from, panelBytes, panels, first, last, to);
    };
    if (thread === 0) kernels.spreadBias(weights + bias, copies.bias, panels);
    if (copies.inputBack) {
      transpose(0, inputBlocks, copies.inputBack);
      transpose(inputBlocks * lineLength, unitBlocks, copies.recurrentBack);
    } else {
      transpose(0, blocksOf(plan.shape.units), copies.recurrentBack);
    }
  });
}

/** @returns the range of `count` items for this thread, the end excluded */
export function partOf(count: number, thread: number, threads: number): [number, number] {
  return [Math.floor((count * thread) / threads), Math.floor((count * (thread + 1)) / threads)];
}
