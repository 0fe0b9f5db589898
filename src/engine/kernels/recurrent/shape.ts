/** What the kernels compute: stacked recurrent layers and a readout; and how their weights lie in memory. */

import { gateCountOf, type RecurrentCell, recurrentCells } from '../../../domain/cells.ts';

export type NetworkShape = {
  readonly cell: RecurrentCell;
  /** Of an RNN's state; other cells always take sigmoid gates and tanh. */
  readonly activation: 'tanh' | 'sigmoid' | 'relu';
  /** Length of a sequence. */
  readonly steps: number;
  /** Length of the vector that the bottom layer reads at each step. */
  readonly inputSize: number;
  /** Units of each layer. */
  readonly units: number;
  readonly layers: number;
  /** 0 for layers without readout. */
  readonly classes: number;
};

/** Columns of a panel, units of a block; 16 floats are one cache line. */
export const lineLength = 16;
export const lineBytes = 64;

export const activationCodes = { tanh: 0, sigmoid: 1, relu: 2 } as const;

/** How many blocks of 16 hold `size` numbers. */
export function blocksOf(size: number): number {
  return Math.ceil(size / lineLength);
}

/** Inputs of up to so many numbers keep a mask of which of them are zero: one bit for each four. */
const maxMaskedInput = 128;

/** Whether the bottom layer skips inputs that are zero. */
export function hasMasks({ inputSize }: NetworkShape): boolean {
  return inputSize <= maxMaskedInput;
}

/** Byte offsets within a bank of weights, or of their gradients. */
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

/** Gates whose panels lie side by side for each block of units: all but a candidate that must wait for the reset state. */
export function panelsTogether(cell: RecurrentCell): number {
  return gateCountOf(cell) - (recurrentCells[cell].resetsBeforeProduct ? 1 : 0);
}

/** Which panel holds a gate of a block of units: as the cells in `assembly/` want it. @param gate in the order of tfjs */
export function panelOf(cell: RecurrentCell, unitBlocks: number, gate: number, block: number): number {
  const place = recurrentCells[cell].kernelPlaces[gate];
  const together = panelsTogether(cell);
  return place < together ? together * block + place : together * unitBlocks + block;
}
