/** The weight matrices of a network in the letters of the textbooks: U reads the input, W the hidden state, V reads out. */

import { weightShapes } from '../../engine/models/config.ts';
import type { ModelConfig } from '../../protocol/api.ts';

/** As in `U 28×512 · W 128×512 · V 128×10`; the layers of a stack are numbered. Four gates lie side by side in U and W. */
export function shapesInWords(config: ModelConfig): string {
  const matrices = weightShapes(config).filter(({ shape }) => shape.length === 2);
  return matrices.map(({ name, shape }) => `${letterOf(name, config.layers)} ${shape.join('×')}`).join(' · ');
}

function letterOf(name: string, layers: number): string {
  const [layer, matrix] = name.split('/');
  if (layer === 'readout') return 'V';
  const letter = matrix === 'kernel' ? 'U' : 'W';
  const subscript = String.fromCodePoint(0x2080 + Number(layer.split('_')[1]));
  return layers === 1 ? letter : letter + subscript;
}
