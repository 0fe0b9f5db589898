/** The functions of a build, as `assembly/index.ts` exports them. All addresses and strides are in bytes. */

export type KernelExports = {
  readonly tileRows: { readonly value: number };
  readonly lstmForward: (layer: number, step: number, tiles: number) => void;
  readonly gruForward: (layer: number, step: number, tiles: number) => void;
  readonly rnnForward: (layer: number, step: number, tiles: number) => void;
  readonly lstmBackward: (layer: number, step: number, tiles: number, add: boolean) => void;
  readonly gruBackward: (layer: number, step: number, tiles: number, add: boolean) => void;
  readonly rnnBackward: (layer: number, step: number, tiles: number, add: boolean) => void;
  readonly addWeightGradients: (layer: number, tile: number, first: number, last: number, resetPanels: number) => void;
  readonly spreadState: (from: number, to: number, blocks: number) => void;
  readonly gatherGradient: (from: number, to: number, blocks: number) => void;
  readonly spreadBias: (bias: number, to: number, panels: number) => void;
  readonly transposeKernel: (
    ...parameters: [
      kernel: number,
      panelBytes: number,
      panels: number,
      firstBlock: number,
      lastBlock: number,
      to: number,
    ]
  ) => void;
  readonly readoutForward: (
    ...parameters: [
      ...[tiles: number, rows: number, unitBlocks: number, classBlocks: number],
      ...[hidden: number, hiddenTile: number, kernel: number, bias: number, scores: number],
    ]
  ) => void;
  readonly readoutBackward: (
    ...parameters: [
      ...[tiles: number, rows: number, unitBlocks: number, classBlocks: number],
      ...[scores: number, kernelBack: number, zeros: number, hiddenGradient: number, hiddenTile: number],
    ]
  ) => void;
  readonly addReadoutGradients: (
    ...parameters: [
      ...[tiles: number, unitBlocks: number, classBlocks: number],
      ...[hidden: number, hiddenTile: number, scores: number, kernelGradient: number, biasGradient: number],
    ]
  ) => void;
  readonly crossEntropy: (
    ...parameters: [
      ...[tiles: number, classBlocks: number, classes: number],
      ...[scores: number, labels: number, scale: number, result: number],
    ]
  ) => void;
  readonly sumGradients: (gradients: number, partBytes: number, parts: number, from: number, to: number) => number;
  readonly adam: (
    ...parameters: [
      ...[weights: number, next: number, gradients: number, first: number, second: number, from: number, to: number],
      ...[scale: number, learningRate: number, beta1: number, beta2: number, epsilon: number],
      ...[correction1: number, correction2: number, decay: number],
    ]
  ) => void;
  readonly rmsprop: (
    ...parameters: [
      ...[weights: number, next: number, gradients: number, second: number, from: number, to: number],
      ...[scale: number, learningRate: number, decay: number, epsilon: number],
    ]
  ) => void;
  readonly momentum: (
    ...parameters: [
      ...[weights: number, next: number, gradients: number, velocity: number, from: number, to: number],
      ...[scale: number, learningRate: number, friction: number],
    ]
  ) => void;
  readonly layImage: (
    ...parameters: [
      image: number,
      order: number,
      steps: number,
      size: number,
      inputs: number,
      inputStep: number,
      masks: number,
    ]
  ) => void;
  readonly laySequence: (
    ...parameters: [sequence: number, steps: number, size: number, inputs: number, inputStep: number, masks: number]
  ) => void;
  readonly blankSteps: (image: number, order: number, steps: number, size: number) => number;
  readonly peak: (iterations: number, scratch: number) => number;
  readonly tanhAll: (from: number, to: number, bytes: number) => void;
  readonly sigmoidAll: (from: number, to: number, bytes: number) => void;
};
