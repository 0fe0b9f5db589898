/** What the kernels compute, stacked recurrent layers and a readout, and how their weights lie in memory. */

import { gateCountOf, type RecurrentCell, recurrentCells } from '../../../domain/cells.ts';

export type NetworkShape = {
  readonly cell: RecurrentCell;
  /** For an RNN; other cells always use sigmoid gates and tanh. */
  readonly activation: 'tanh' | 'sigmoid' | 'relu';
  /** Sequence length. */
  readonly steps: number;
  /** Inputs per step of the bottom layer. */
  readonly inputSize: number;
  /** Units per layer. */
  readonly units: number;
  readonly layers: number;
  /** 0 for layers without a readout. */
  readonly classes: number;
};

/** Columns of a panel, units of a block; 16 floats are one cache line. */
export const lineLength = 16;
export const lineBytes = 64;

export const activationCodes = { tanh: 0, sigmoid: 1, relu: 2 } as const;

/** Number of blocks of 16 that hold `size` numbers. */
export function blocksOf(size: number): number {
  return Math.ceil(size / lineLength);
}

/** Up to this many inputs have a bit mask of zeros: one bit per four inputs. */
const maxMaskedInput = 128;

/** Whether the bottom layer skips inputs that are zero. */
export function hasMasks({ inputSize }: Pick<NetworkShape, 'inputSize'>): boolean {
  return inputSize <= maxMaskedInput;
}

/** Byte offsets within a bank of weights or gradients. */
export type LayerWeights = {
  /** [panel][16 · (inputBlocks + unitBlocks)][16] */
  readonly kernel: number;
  /** [panel][16] */
  readonly bias: number;
  readonly inputBlocks: number;
  readonly unitBlocks: number;
  readonly panels: number;
};

export type WeightLayout = {
  readonly layers: readonly LayerWeights[];
  readonly readout: LayerWeights;
  readonly bytes: number;
};

/** Where each weight of a network lies. The readout is laid out as a layer without recurrent part. */
export function weightLayout(shape: NetworkShape): WeightLayout {
  let end = 0;
  const place = (inputBlocks: number, unitBlocks: number, panels: number): LayerWeights => {
    const kernel = end;
    const bias = kernel + panels * lineLength * (inputBlocks + unitBlocks) * lineBytes;
    end = bias + panels * lineBytes;
    return { kernel, bias, inputBlocks, unitBlocks, panels };
  };
  const unitBlocks = blocksOf(shape.units);
  const layers = Array.from({ length: shape.layers }, (_, layer) =>
    place(layer === 0 ? blocksOf(shape.inputSize) : unitBlocks, unitBlocks, gateCountOf(shape.cell) * unitBlocks),
  );
  const readout = place(unitBlocks, 0, blocksOf(shape.classes));
  return { layers, readout, bytes: end };
}

/** Number of gates whose panels are adjacent per block of units: all but a candidate that waits for the reset state. */
export function panelsTogether(cell: RecurrentCell): number {
  return gateCountOf(cell) - (recurrentCells[cell].resetsBeforeProduct ? 1 : 0);
}

/** The panel of a gate for a block of units, as the cells in `assembly/` expect it. @param gate in tfjs order */
export function panelOf(cell: RecurrentCell, unitBlocks: number, gate: number, block: number): number {
  const place = recurrentCells[cell].kernelPlaces[gate];
  const together = panelsTogether(cell);
  return place < together ? together * block + place : together * unitBlocks + block;
}
