/** The settings that define the network, as in `recipe-fields.ts`: changing one creates another network. */

import { cellChoices, cellNames, takesActivation } from '../cells.ts';
import { type RecipeField, upToSteps } from './field-kinds.ts';
import { readingOrders } from './reading.ts';
import { pixelCount } from '../sequence.ts';

/** MNIST's digits 0 to 9. */
export const digitClasses = 10;

export const maxRecurrentLayers = 3;
export const transformerUnits = [16, 256] as const;

export const networkFields = {
  cell: {
    kind: 'choice',
    values: cellNames,
    offered: cellChoices,
    default: 'lstm',
    group: 'cell',
    flags: '--cell <kind>',
    help: 'network',
  },
  /** Of an RNN's state; other cells always use sigmoid gates and tanh. */
  activation: {
    kind: 'choice',
    values: ['tanh', 'sigmoid', 'relu'],
    default: 'tanh',
    group: 'cell',
    appliesTo: ({ cell }) => takesActivation(cell),
    flags: '--activation <kind>',
    help: "of an RNN's state",
  },
  /** Units per recurrent layer; the width of a Transformer, a multiple of `heads`. */
  units: {
    kind: 'whole',
    range: [8, 512],
    rangeBeside: ({ cell }) => (cell === 'transformer' ? transformerUnits : null),
    default: 128,
    group: 'cell',
    flags: '--units <n>',
    help: 'units of each layer',
  },
  /** Stacked recurrent layers, or Transformer blocks. */
  layers: {
    kind: 'whole',
    range: [1, 4],
    rangeBeside: ({ cell }) => (cell === 'transformer' ? null : [1, maxRecurrentLayers]),
    default: 1,
    group: 'cell',
    flags: '--layers <n>',
    help: `recurrent layers, 1 to ${maxRecurrentLayers}, or Transformer blocks`,
  },
  /** Attention heads per Transformer block. */
  heads: {
    kind: 'whole',
    range: [1, 8],
    default: 4,
    group: 'cell',
    appliesTo: ({ cell }) => cell === 'transformer',
    flags: '--heads <n>',
    help: "attention heads of a Transformer's block",
  },
  /** Of a Transformer. */
  positionalEncoding: {
    kind: 'choice',
    values: ['sinusoidal', 'none'],
    default: 'sinusoidal',
    group: 'cell',
    appliesTo: ({ cell }) => cell === 'transformer',
    flags: '--positional-encoding <kind>',
    help: 'of a Transformer',
  },
  /** Number of classes: given by the data set, whatever a recipe says. */
  classes: { kind: 'whole', range: [2, 100], default: digitClasses, group: null },
  /**
   * The order in which the 784 pixels are read. `rowsDown`, `rowsUp`: 28 rows; `columns`: 28 columns from left to
   * right; `shuffledRows`: 28 rows in a fixed random order; `rowPairs`: 14 steps of two rows; `pixels`: 784 steps of
   * one pixel.
   */
  order: {
    kind: 'choice',
    values: readingOrders,
    default: 'rowsDown',
    group: 'data',
    flags: '--order <order>',
    help: 'in which pixels are read',
  },
  /** The memory window τ: only the last τ steps are read, from a zero state. 0: all. */
  window: {
    kind: 'whole',
    range: [0, pixelCount],
    rangeBeside: upToSteps,
    off: 0,
    default: 0,
    group: 'data',
    flags: '--window <n>',
    help: 'memory window: steps read, counted from the end, 0: all',
  },
} as const satisfies Readonly<Record<string, RecipeField>>;

export const networkNames = Object.keys(networkFields) as readonly (keyof typeof networkFields)[];
