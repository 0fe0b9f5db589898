/**
 * The weight matrices of a network in the letters of the textbooks: U reads the input, W the hidden state, V reads out.
 * A Transformer embeds by E and reads out by R; each of its blocks has queries Q, keys K, values V, outputs O and two
 * feed-forward layers F.
 */

import { type RecurrentCell, recurrentCellsBySize } from '../../../domain/cells.ts';
import { parameterCount, weightShapes } from '../../../domain/recipe/config.ts';
import type { ModelConfig } from '../../../domain/recipe/recipe.ts';

/**
 * As in `U 512×28 · W 512×128 · V 10×128`, outputs × inputs, as in the lessons; the layers of a stack are numbered. The
 * gates are stacked in U and W. The blocks of a Transformer are all alike and listed once.
 */
export function shapesInWords(config: ModelConfig): string {
  const matrices = weightShapes(config)
    .filter(({ name, shape }) => shape.length === 2 && !/^block_(?!1\/)/.test(name))
    .map(({ name, shape }) => `${letterOf(name, config)} ${shape.toReversed().join('×')}`);
  return matrices.join(' · ');
}

const transformerLetters: Readonly<Record<string, string>> = {
  embedding: 'E',
  query: 'Q',
  key: 'K',
  value: 'V',
  output: 'O',
  feed_forward_1: 'F₁',
  feed_forward_2: 'F₂',
  readout: 'R',
};

/** The letter of a matrix by its name in a tfjs LayersModel: `lstm_1/recurrent_kernel` is W, or W₁ in a stack. */
function letterOf(name: string, { cell, layers }: ModelConfig): string {
  const parts = name.split('/');
  const layer = parts.at(-2) ?? '';
  if (cell === 'transformer') return transformerLetters[layer];
  if (layer === 'readout') return 'V';
  const letter = parts.at(-1) === 'kernel' ? 'U' : 'W';
  return layers === 1 ? letter : letter + String.fromCodePoint(0x2080 + Number(layer.split('_')[1]));
}

export type CellSize = {
  readonly cell: RecurrentCell;
  /** How many times the weights of the smallest cell, to two digits. */
  readonly factor: number;
  /** Weights of a network of this cell, including the readout. */
  readonly parameters: number;
};

/** The cost of the same sizes with each recurrent cell. */
export function sizesOfCells(config: ModelConfig): CellSize[] {
  const parameters = recurrentCellsBySize.map((cell) => parameterCount({ ...config, cell }));
  const smallest = Math.min(...parameters);
  return recurrentCellsBySize.map((cell, index) => ({
    cell,
    factor: Number((parameters[index] / smallest).toPrecision(2)),
    parameters: parameters[index],
  }));
}
