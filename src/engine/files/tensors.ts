/** Named, shaped arrays for other libraries: a network's weights in PyTorch's layout. */

import { gateCountOf, type RecurrentCell, recurrentCells } from '../../domain/cells.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import type { Weight } from '../models/network.ts';

/** Row-major; named as in PyTorch's state dict or Keras' weights. */
export type Tensor = { readonly name: string; readonly shape: readonly number[]; readonly values: Float32Array };

/**
 * The weights under the names and in the layouts of `torch.nn.LSTM`, `GRU` or `RNN` called `rnn`, and a `Linear` called
 * `readout`; a Transformer's for the module in `load_pytorch.py`. PyTorch's second bias is 0.
 */
export function pytorchTensors(config: ModelConfig, weights: readonly Weight[]): Tensor[] {
  return config.cell === 'transformer' ? weights.map(ofTransformer) : recurrentTensors(config.cell, config, weights);
}

function recurrentTensors(cell: RecurrentCell, { layers }: ModelConfig, weights: readonly Weight[]): Tensor[] {
  const order = pytorchOrder(cell);
  const gates = gateCountOf(cell);
  const tensors = Array.from({ length: layers }, (_, layer) => {
    const [kernel, recurrent, bias] = weights.slice(3 * layer, 3 * layer + 3);
    const ownBias = inOrder(bias.values, gates, order);
    return [
      { ...orderedTransposed(kernel, gates, order), name: `rnn.weight_ih_l${layer}` },
      { ...orderedTransposed(recurrent, gates, order), name: `rnn.weight_hh_l${layer}` },
      { name: `rnn.bias_ih_l${layer}`, shape: bias.shape, values: ownBias },
      { name: `rnn.bias_hh_l${layer}`, shape: bias.shape, values: new Float32Array(ownBias.length) },
    ];
  });
  const [readoutKernel, readoutBias] = weights.slice(-2);
  return [
    ...tensors.flat(),
    { ...transposed(readoutKernel), name: 'readout.weight' },
    { ...readoutBias, name: 'readout.bias' },
  ];
}

/** Our gate indices in the order of `weight_ih_l0`: for a GRU Keras has z, r, n, PyTorch r, z, n. */
function pytorchOrder(cell: RecurrentCell): readonly number[] {
  const { gates, pytorchGates = gates } = recurrentCells[cell];
  return gates.length === 0 ? [0] : pytorchGates.map((gate) => gates.indexOf(gate));
}

/** `block_1/query/kernel` [in × out] → `blocks.0.query.weight` [out × in] */
function ofTransformer(weight: Weight): Tensor {
  const name = weight.name
    .replace(/^block_(\d+)/, (_, number: string) => `blocks.${Number(number) - 1}`)
    .replace(/(kernel|gamma)$/, 'weight')
    .replace(/beta$/, 'bias')
    .replaceAll('/', '.');
  return { ...(weight.shape.length === 2 ? transposed(weight) : weight), name };
}

/** [in × (gates · units)] → [(gates · units) × in], with the gates reordered */
function orderedTransposed(weight: Weight, gates: number, order: readonly number[]): Omit<Tensor, 'name'> {
  const { shape, values } = transposed(weight);
  return { shape, values: inOrder(values, gates, order) };
}

function inOrder(values: Float32Array, gates: number, order: readonly number[]): Float32Array {
  const size = values.length / gates;
  const ordered = new Float32Array(values.length);
  for (const [place, gate] of order.entries()) {
    ordered.set(values.subarray(gate * size, (gate + 1) * size), place * size);
  }
  return ordered;
}

/** [rows × columns] → [columns × rows] */
export function transposed({ shape: [rows, columns], values }: Weight): Omit<Tensor, 'name'> {
  const across = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) across[column * rows + row] = values[row * columns + column];
  }
  return { shape: [columns, rows], values: across };
}
