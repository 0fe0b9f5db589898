/** What the kernels must know of one layer in one thread's shard; written by `kernels/shard.ts`, field by field. */

import { line } from './products';

@unmanaged
export class Layer {
  /** Blocks of 16 units, and of 16 inputs. */
  unitBlocks: i32;
  inputBlocks: i32;
  /** Panels of 16 columns of the kernel: 4, 3 or 1 for each block of units. */
  panels: i32;
  /** Samples wanted of each tile: 1, or all. */
  rows: i32;
  /** Units of the layer; the places of the last block beyond them are 0 in every state. */
  units: i32;

  /** [panel][16 · (inputBlocks + unitBlocks)][16] input kernel above recurrent kernel. */
  kernel: usize;
  /** [panel][tileRows][16] each panel's bias, once for every sample. */
  bias: usize;
  /** [unitBlocks][16 · panels][16] the recurrent kernel transposed. */
  recurrentBack: usize;
  /** [inputBlocks][16 · panels][16] the input kernel transposed; 0 where nobody wants the gradient of the inputs. */
  inputBack: usize;
  /** [panel][16 · (inputBlocks + unitBlocks)][16] and [panel][16]: sums of this thread's gradients. */
  kernelGradient: usize;
  biasGradient: usize;

  /** [tile][step][inputBlocks][tileRows][16] */
  inputs: usize;
  inputTile: usize;
  inputStep: usize;
  /** [tile][step] which groups of four inputs are not all zero; 0 where the inputs are a layer's hidden states. */
  masks: usize;
  masksTile: usize;

  /** [tile][step][panel][tileRows][16] the gates, and on the way back the gradients of their pre-activations. */
  gates: usize;
  gatesTile: usize;
  gatesStep: usize;

  /** [tile][1 + step][unitBlocks][tileRows][16]: place 0 is the state before the first step. */
  hidden: usize;
  /** Likewise: an LSTM's cell state, or a GRU's reset state r · h. */
  cell: usize;
  /** Likewise: an LSTM's tanh(c). */
  squashed: usize;
  /** Likewise: ∂L/∂h. */
  hiddenGradient: usize;
  stateTile: usize;
  stateStep: usize;
  /** [tile][unitBlocks][tileRows][16] an LSTM's ∂L/∂c, or a GRU's ∂L/∂(r · h). */
  carry: usize;
  carryTile: usize;

  /** Where ∂L/∂inputs goes, laid out as the inputs are. */
  inputGradient: usize;

  /** One block of zeros. */
  zeros: usize;
  /** Of an RNN: 0 tanh, 1 sigmoid, 2 ReLU. */
  activation: i32;

  /** Bytes of the samples wanted of each block. */
  get rowBytes(): usize {
    return <usize>this.rows * line;
  }

  /** Bytes of one panel of the kernel. */
  get panelBytes(): usize {
    return <usize>(this.inputBlocks + this.unitBlocks) * 16 * line;
  }
}
