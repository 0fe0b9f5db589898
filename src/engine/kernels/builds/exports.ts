/** The functions of a build, as exported by `assembly/index.ts`. All addresses and strides are in bytes. */

import type { RecurrentCell } from '../../../domain/cells.ts';

/** One step of each cell, forward and backward. */
type CellExports = Readonly<Record<`${RecurrentCell}Forward`, (layer: number, step: number, tiles: number) => void>> &
  Readonly<Record<`${RecurrentCell}Backward`, (layer: number, step: number, tiles: number, add: boolean) => void>>;

export type KernelExports = CellExports & {
  readonly tileRows: { readonly value: number };
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
      ...[hidden: number, hiddenTile: number, kernel: number, bias: number, logits: number],
    ]
  ) => void;
  readonly readoutBackward: (
    ...parameters: [
      ...[tiles: number, rows: number, unitBlocks: number, classBlocks: number],
      ...[logits: number, kernelBack: number, zeros: number, hiddenGradient: number, hiddenTile: number],
    ]
  ) => void;
  readonly addReadoutGradients: (
    ...parameters: [
      ...[tiles: number, unitBlocks: number, classBlocks: number],
      ...[hidden: number, hiddenTile: number, logits: number, kernelGradient: number, biasGradient: number],
    ]
  ) => void;
  readonly crossEntropy: (
    ...parameters: [
      ...[tiles: number, classBlocks: number, classes: number],
      ...[logits: number, labels: number, scale: number, result: number],
    ]
  ) => void;
  readonly bernoulliLoss: (
    ...parameters: [
      ...[tiles: number, sizeBlocks: number, size: number],
      ...[logits: number, targets: number, targetTile: number, labels: number, scale: number],
    ]
  ) => number;
  readonly layDropout: (seed: number, sample: number, units: number, rate: number, to: number) => void;
  readonly clipGradients: (gradients: number, from: number, to: number, limit: number) => number;
  readonly sumSquares: (from: number, count: number, stride: number, bytes: number) => number;
  readonly sumGradients: (gradients: number, partBytes: number, parts: number, from: number, to: number) => number;
  readonly adam: (
    ...parameters: [
      ...[weights: number, next: number, gradients: number, first: number, second: number, from: number, to: number],
      ...[scale: number, learningRate: number, beta1: number, beta2: number, epsilon: number],
      ...[correction1: number, correction2: number, weightDecay: number],
    ]
  ) => void;
  readonly rmsprop: (
    ...parameters: [
      ...[weights: number, next: number, gradients: number, second: number, from: number, to: number],
      ...[scale: number, learningRate: number, decay: number, within: number, beside: number, weightDecay: number],
    ]
  ) => void;
  readonly momentum: (
    ...parameters: [
      ...[weights: number, next: number, gradients: number, velocity: number, from: number, to: number],
      ...[scale: number, learningRate: number, friction: number, weightDecay: number],
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
  readonly tanhBackward: (values: number, gradients: number, bytes: number) => void;
  readonly additiveForward: (
    ...parameters: [
      ...[steps: number, blocks: number, memoryBlocks: number, keys: number, query: number, energy: number],
      ...[memory: number, memoryStep: number, weights: number, context: number, scratch: number],
    ]
  ) => void;
  readonly additiveBackward: (
    ...parameters: [
      ...[steps: number, blocks: number, memoryBlocks: number, keys: number, query: number, energy: number],
      ...[memory: number, memoryStep: number, weights: number, contextGradient: number, scratch: number],
      ...[memoryGradient: number, keyGradient: number, queryGradient: number, energyGradient: number, slopes: number],
    ]
  ) => void;
  readonly multiplyAll: (a: number, b: number, product: number, bytes: number) => void;
  readonly sigmoidAll: (from: number, to: number, bytes: number) => void;
  readonly reluAll: (from: number, to: number, bytes: number) => void;
  readonly reluBackward: (values: number, gradients: number, bytes: number) => void;
  readonly addAll: (a: number, b: number, sum: number, bytes: number) => void;
  readonly layTokens: (image: number, order: number, steps: number, size: number, inputs: number) => void;
  readonly averageTokens: (steps: number, unitBlocks: number, tokens: number, mean: number) => void;
  readonly spreadMean: (steps: number, tiles: number, unitBlocks: number, mean: number, tokens: number) => void;
  readonly normForward: (
    ...parameters: [
      ...[tiles: number, units: number, x: number, gamma: number, beta: number],
      ...[y: number, statistics: number],
    ]
  ) => void;
  readonly normBackward: (
    ...parameters: [
      ...[tiles: number, units: number, x: number, gamma: number, statistics: number],
      ...[yGradient: number, past: number, xGradient: number],
    ]
  ) => void;
  readonly addNormGradients: (
    ...parameters: [
      ...[tiles: number, units: number, x: number, statistics: number, yGradient: number],
      ...[gammaGradient: number, betaGradient: number],
    ]
  ) => void;
  readonly attentionForward: (
    ...parameters: [
      ...[queryCount: number, keyCount: number, heads: number, headBlocks: number, scale: number, isCausal: boolean],
      ...[queries: number, queryTile: number, keys: number, values: number, keyTile: number],
      ...[probabilities: number, outputs: number, scratch: number, zeros: number],
    ]
  ) => void;
  readonly attentionBackward: (
    ...parameters: [
      ...[queryCount: number, keyCount: number, heads: number, headBlocks: number, scale: number],
      ...[queries: number, queryTile: number, keys: number, values: number, keyTile: number, probabilities: number],
      ...[outputGradient: number, queryGradient: number, keyGradient: number, valueGradient: number],
      ...[scratch: number, zeros: number],
    ]
  ) => void;
};
