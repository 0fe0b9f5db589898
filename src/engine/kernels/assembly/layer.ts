/** What the kernels need to know about one layer in one shard; `recurrent/shard.ts` writes it field by field. */

import { line } from './products';

@unmanaged
export class Layer {
  /** Number of blocks of 16 units, and of 16 inputs. */
  unitBlocks: i32;
  inputBlocks: i32;
  /** Kernel panels of 16 columns: 4, 3 or 1 per block of units. */
  panels: i32;
  /** Samples computed per tile: 1 or all. */
  rows: i32;
  /** Units of the layer; lanes of the last block beyond them are 0 in every state. */
  units: i32;

  /** [panel][16 · (inputBlocks + unitBlocks)][16] input kernel stacked on the recurrent kernel. */
  kernel: usize;
  /** [panel][tileRows][16] each panel's bias, repeated for every sample. */
  bias: usize;
  /** [unitBlocks][16 · panels][16] transposed recurrent kernel. */
  recurrentBack: usize;
  /** [inputBlocks][16 · panels][16] transposed input kernel; 0 if the gradient of the inputs is not needed. */
  inputBack: usize;
  /** [panel][16 · (inputBlocks + unitBlocks)][16] and [panel][16]: this thread's gradient sums. */
  kernelGradient: usize;
  biasGradient: usize;

  /** [tile][step][inputBlocks][tileRows][16] */
  inputs: usize;
  inputTile: usize;
  inputStep: usize;
  /** [tile][step] bit mask of groups of four inputs that are not all zero; 0 if the inputs are hidden states. */
  masks: usize;
  masksTile: usize;

  /** [tile][step][panel][tileRows][16] gates; in the backward pass the gradients of their pre-activations. */
  gates: usize;
  gatesTile: usize;
  gatesStep: usize;

  /** [tile][1 + step][unitBlocks][tileRows][16]: index 0 is the initial state. */
  hidden: usize;
  /** Same layout: an LSTM's cell state, or a GRU's reset state r · h. */
  cell: usize;
  /** Same layout: an LSTM's tanh(c). */
  squashed: usize;
  /** Same layout: ∂L/∂h. */
  hiddenGradient: usize;
  stateTile: usize;
  stateStep: usize;
  /** [tile][unitBlocks][tileRows][16] an LSTM's ∂L/∂c, or a GRU's ∂L/∂(r · h). */
  carry: usize;
  carryTile: usize;

  /** ∂L/∂inputs, in the layout of the inputs. */
  inputGradient: usize;

  /** One block of zeros. */
  zeros: usize;
  /** For an RNN: 0 tanh, 1 sigmoid, 2 ReLU. */
  activation: i32;

  /** Bytes of the computed samples in each block. */
  get rowBytes(): usize {
    return <usize>this.rows * line;
  }

  /** Bytes of one kernel panel. */
  get panelBytes(): usize {
    return <usize>(this.inputBlocks + this.unitBlocks) * 16 * line;
  }
}
