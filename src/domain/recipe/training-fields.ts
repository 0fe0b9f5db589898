/** The settings of how a network learns, as in `recipe-fields.ts`. */

import { limits } from '../limits/limits.ts';
import { optimizers } from './choices.ts';
import { type RecipeField, upToSteps } from './field-kinds.ts';
import { pixelCount } from '../sequence.ts';

export const trainingFields = {
  /**
   * The step whose answer is compared with the label: the last; every one (many-to-many); or one drawn at random for
   * each digit in each batch, so that the network learns to answer at any time. Later steps are masked.
   */
  lossAt: {
    kind: 'choice',
    values: ['lastStep', 'everyStep', 'randomStep'],
    default: 'lastStep',
    group: 'data',
    flags: '--loss-at <step>',
    help: 'after which the answer counts',
  },
  /**
   * How a training digit is modified before it is read, anew in each epoch. `standard`: rotated, scaled, sheared,
   * shifted, bent, with another pen. `international`: also with strokes used in other countries, such as the bar of a
   * seven.
   */
  augmentation: {
    kind: 'choice',
    values: ['none', 'standard', 'international'],
    default: 'standard',
    before: 'none',
    group: 'data',
    flags: '--augmentation <kind>',
    help: 'of the training digits',
  },
  /**
   * Share of each batch that shows no digit: letters, symbols, scribbles and pieces of digits, whose target is the uniform
   * distribution, so that a network is not sure of what it never learned (D. Hendrycks, M. Mazeika, T. Dietterich, "Deep
   * Anomaly Detection with Outlier Exposure", 2019).
   */
  nonDigits: {
    kind: 'number',
    range: [0, 0.5],
    typedInPercent: true,
    off: 0,
    default: 0,
    group: 'data',
    flags: '--non-digits <x>',
    help: 'share of each batch that shows no digit, with a flat target',
  },
  /** How many training digits are learned from, which the seed picks; 0: all. */
  trainingDigits: {
    kind: 'whole',
    range: [0, limits.maxDataSetImages],
    off: 0,
    default: 0,
    group: 'data',
    flags: '--training-digits <n>',
    help: 'learn from so many of the training digits, 0: all',
  },
  /** Passes over the training digits. */
  epochs: {
    kind: 'whole',
    range: [1, 100],
    default: 5,
    group: 'stopping',
    flags: '--epochs <n>',
    help: 'passes over the digits',
  },
  /** Digits per optimizer step. */
  batchSize: {
    kind: 'whole',
    range: [1, 1024],
    default: 128,
    group: 'training',
    shownAfter: 'weightDecay',
    flags: '--batch <n>',
    help: 'digits in each step',
  },
  /** `sgd` is gradient descent with `momentum`; `adamw` is Adam with decoupled `weightDecay`. */
  optimizer: {
    kind: 'choice',
    values: optimizers,
    offered: ['adam', 'adamw', 'rmsprop', 'sgd'],
    default: 'adam',
    group: 'training',
    flags: '--optimizer <kind>',
    help: 'of the weights',
  },
  /**
   * The peak of `oneCycle`, the first step of `cosine`, every step of `constant`. The default, with the gradient norm
   * clipped at 1, reached 99 % where Adam at a constant 1e-3 stays at 98.2 %.
   */
  learningRate: {
    kind: 'number',
    range: [1e-6, 1],
    default: 4e-3,
    group: 'training',
    flags: '--learning-rate <x>',
    help: 'at its highest',
  },
  schedule: {
    kind: 'choice',
    values: ['oneCycle', 'cosine', 'constant'],
    default: 'oneCycle',
    group: 'training',
    flags: '--schedule <kind>',
    help: 'of the learning rate',
  },
  momentum: {
    kind: 'number',
    range: [0, 0.99],
    default: 0.9,
    group: 'training',
    appliesTo: ({ optimizer }) => optimizer === 'sgd',
    flags: '--momentum <x>',
    help: 'of sgd',
  },
  /** Share of each weight that a step subtracts, times the learning rate. */
  weightDecay: {
    kind: 'number',
    range: [0, 1],
    off: 0,
    default: 0,
    // Without any, AdamW would be Adam; I. Loshchilov and F. Hutter (2019) search around this.
    defaultWith: { field: 'optimizer', value: 'adamw', default: 0.01 },
    group: 'training',
    appliesTo: ({ optimizer }) => optimizer !== 'adam',
    flags: '--weight-decay <x>',
    help: 'beside the update',
  },
  /** Share of the top hidden state's units silenced before the readout during training. */
  dropout: {
    kind: 'number',
    range: [0, 0.9],
    off: 0,
    default: 0,
    group: 'training',
    flags: '--dropout <x>',
    help: 'share of units silenced before the readout',
  },
  /** Largest allowed global gradient norm; 0 disables clipping by norm. */
  clipNorm: {
    kind: 'number',
    range: [0, 1000],
    off: 0,
    default: 1,
    group: 'memory',
    shownAfter: 'truncation',
    flags: '--clip-norm <x>',
    help: 'largest gradient norm, 0: any',
  },
  /** Largest allowed absolute value of each gradient, applied before the norm; 0 disables clipping by value. */
  clipValue: {
    kind: 'number',
    range: [0, 1000],
    off: 0,
    default: 0,
    group: 'memory',
    shownAfter: 'clipNorm',
    flags: '--clip-value <x>',
    help: 'largest gradient of a single weight, 0: any',
  },
  /** Truncated BPTT: steps the gradient goes back through time; 0: all. A Transformer sees all steps at once. */
  truncation: {
    kind: 'whole',
    range: [0, pixelCount],
    rangeBeside: upToSteps,
    off: 0,
    default: 0,
    group: 'memory',
    appliesTo: ({ cell }) => cell !== 'transformer',
    flags: '--truncation <n>',
    help: 'steps that gradients go back through time, 0: all',
  },
  /** Stop rule: training ends after an epoch with this test accuracy; 0: never. */
  targetAccuracy: {
    kind: 'number',
    range: [0, 1],
    typedInPercent: true,
    off: 0,
    default: 0,
    group: 'stopping',
    flags: '--target-accuracy <x>',
    help: 'stop after an epoch with this test accuracy, 0: never',
  },
  /** Stop rule: training ends after this many epochs without a better test loss; 0: never. */
  patience: {
    kind: 'whole',
    range: [0, 100],
    off: 0,
    default: 0,
    group: 'stopping',
    flags: '--patience <n>',
    help: 'stop after so many epochs without a better test loss, 0: never',
  },
  /** Determines initial weights and the order of the digits. */
  seed: {
    kind: 'whole',
    range: [0, 2 ** 32 - 1],
    default: 1,
    group: 'training',
    flags: '--seed <n>',
    help: 'of weights and order',
  },
} as const satisfies Readonly<Record<string, RecipeField>>;
