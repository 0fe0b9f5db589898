/** The copies of a reader's weights that the passes read, recomputed after every change. */

import type { KernelExports } from '../builds/exports.ts';
import { partOf } from '../recurrent/derive.ts';
import { type LayerWeights, lineBytes, lineLength } from '../recurrent/shape.ts';
import type { DerivedLayer, ReaderBank, ReaderPlan } from './memory-plan.ts';
import { readerLayout } from './shape.ts';

/** Computes one thread's part of a bank's copies. */
export function deriveReader(
  kernels: KernelExports,
  { shape }: ReaderPlan,
  bank: ReaderBank,
  thread: number,
  threads: number,
): void {
  const layout = readerLayout(shape);
  const layers: (readonly [LayerWeights, DerivedLayer])[] = [
    ...layout.encoders.flatMap((directions, layer) =>
      directions.map((weights, direction) => [weights, bank.encoders[layer][direction]] as const),
    ),
    ...(['bridge', 'decoder', 'readout', 'glimpse', 'keys', 'query'] as const).map(
      (name) => [layout[name], bank[name]] as const,
    ),
  ];
  for (const [{ kernel, bias, inputBlocks, unitBlocks, panels }, copies] of layers) {
    const panelBytes = lineLength * (inputBlocks + unitBlocks) * lineBytes;
    const transpose = (firstBlock: number, blocks: number, to: number) => {
      if (!to) return;
      const from = bank.weights + kernel + firstBlock * lineLength * lineBytes;
      kernels.transposeKernel(from, panelBytes, panels, ...partOf(blocks, thread, threads), to);
    };
    if (thread === 0) kernels.spreadBias(bank.weights + bias, copies.bias, panels);
    transpose(0, inputBlocks, copies.inputBack);
    transpose(inputBlocks, unitBlocks, copies.recurrentBack);
  }
}
