/** What the kernels compute: stacked recurrent layers and a readout; and how their weights lie in memory. */

export type NetworkShape = {
  readonly cell: 'lstm' | 'gru' | 'rnn';
  /** Of an RNN's state; LSTM and GRU always take sigmoid gates and tanh. */
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

/** Gates of a cell: each is a dense layer of its own. */
export const gateCounts = { lstm: 4, gru: 3, rnn: 1 } as const;

export const activationCodes = { tanh: 0, sigmoid: 1, relu: 2 } as const;

/** How many blocks of 16 hold `size` numbers. */
export function blocksOf(size: number): number {
  return Math.ceil(size / lineLength);
}

/** Inputs of up to so many numbers keep a mask of which of them are zero: one bit for each four. */
const largestMaskedInput = 128;

/** Whether the bottom layer skips inputs that are zero. */
export function hasMasks({ inputSize }: NetworkShape): boolean {
  return inputSize <= largestMaskedInput;
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
    place(layer === 0 ? blocksOf(shape.inputSize) : unitBlocks, unitBlocks, gateCounts[shape.cell] * unitBlocks),
  );
  const readout = place(unitBlocks, 0, blocksOf(shape.classes));
  return { layers, readout, bytes: end };
}

/** Which panel holds a gate of a block of units: as the cells in `assembly/` want it. */
export function panelOf(cell: NetworkShape['cell'], unitBlocks: number, gate: number, block: number): number {
  switch (cell) {
    case 'lstm':
      // tfjs has i, f, g, o; the kernels want the sigmoid gates together: i, f, o, g.
      return 4 * block + [0, 1, 3, 2][gate];
    case 'gru':
      return gate < 2 ? 2 * block + gate : 2 * unitBlocks + block;
    case 'rnn':
      return block;
  }
}
