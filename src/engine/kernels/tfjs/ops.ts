/**
 * The kernels as a tfjs op with a gradient: a whole recurrent layer over a whole sequence in one call, on the calling
 * thread. Reasons: docs/adr/0008.
 */

import { gateCountOf, recurrentCells } from '../../../domain/cells.ts';
import * as tf from '@tensorflow/tfjs';
import type { LoadedKernels } from '../builds/instantiate.ts';
import { type Call, createWorkspace, type Operands, pieceOf, type Workspace } from './ops-workspace.ts';
import { type NetworkShape } from '../recurrent/shape.ts';

export type RecurrentOptions = {
  readonly cell: NetworkShape['cell'];
  /** For an RNN, `tanh` by default; other cells have sigmoid gates and tanh. */
  readonly activation?: NetworkShape['activation'];
  /** Whether to return the hidden states of all steps instead of the last. */
  readonly returnSequences?: boolean;
};

/**
 * @param x [batch, steps, inputSize]
 * @param kernel [inputSize, gates · units], @param recurrentKernel [units, gates · units], @param bias [gates · units], with
 *   the gates in the order of tfjs' layers: i, f, g, o for an LSTM, z, r, h for a GRU
 * @returns hidden states [batch, units], or [batch, steps, units] with `returnSequences`; there are no second derivatives
 * @throws RangeError if the shapes do not fit together or memory is short, TypeError if the cell does not support the
 *   activation
 */
export type Recurrent = (
  ...parameters: [
    x: tf.Tensor,
    kernel: tf.Tensor,
    recurrentKernel: tf.Tensor,
    bias: tf.Tensor,
    options: RecurrentOptions,
  ]
) => tf.Tensor;

export type RecurrentOps = {
  readonly recurrent: Recurrent;
  /** Frees all memory outside tfjs. The op stays usable and allocates again. */
  readonly dispose: () => void;
};

/** This many shapes keep their memory; the least recently used go first. */
const maxWorkspaces = 8;

/** @param loaded the build of the kernels to run */
export function createRecurrentOps(loaded: LoadedKernels): RecurrentOps {
  const workspaces = new Map<string, Workspace>();

  function workspaceFor(shape: NetworkShape, batch: number): Workspace {
    const key = Object.values(shape).join(' ');
    const piece = pieceOf(loaded, shape, batch);
    const known = workspaces.get(key);
    const workspace = known && known.piece >= piece ? known : createWorkspace(loaded, shape, piece);
    // Maps keep insertion order: the first entry is the least recently used.
    workspaces.delete(key);
    workspaces.set(key, workspace);
    for (const eldest of workspaces.keys()) {
      if (workspaces.size <= maxWorkspaces) break;
      workspaces.delete(eldest);
    }
    return workspace;
  }

  function recurrent(...[x, kernel, recurrentKernel, bias, options]: Parameters<Recurrent>): tf.Tensor {
    const operands = [x, kernel, recurrentKernel, bias];
    const { shape, batch } = shapesOf(operands, options);
    const call: Call = { batch, everyStep: options.returnSequences ?? false };
    const op = tf.customGrad((...parameters) => {
      const save = parameters[operands.length] as tf.GradSaveFunc;
      save(operands);
      const states = workspaceFor(shape, batch).forward(call, valuesOf(operands));
      const value = tf.tensor(states, call.everyStep ? [batch, shape.steps, shape.units] : [batch, shape.units]);
      const gradFunc = (gradient: tf.Tensor, saved: tf.Tensor[]) => {
        const workspace = workspaceFor(shape, batch);
        const gradients = workspace.backward(call, gradient.dataSync<'float32'>(), () => valuesOf(saved));
        return [
          tf.tensor(gradients.x, x.shape),
          tf.tensor(gradients.kernel, kernel.shape),
          tf.tensor(gradients.recurrentKernel, recurrentKernel.shape),
          tf.tensor(gradients.bias, bias.shape),
        ];
      };
      return { value, gradFunc };
    });
    return op(...operands);
  }

  return {
    recurrent,
    dispose: () => {
      workspaces.clear();
    },
  };
}

function valuesOf(tensors: readonly tf.Tensor[]): Operands {
  const [x, kernel, recurrentKernel, bias] = tensors.map((tensor) => tensor.dataSync<'float32'>());
  return { x, kernel, recurrentKernel, bias };
}

/** @throws as {@link Recurrent} */
function shapesOf(operands: readonly tf.Tensor[], { cell, activation = 'tanh' }: RecurrentOptions) {
  const [x, kernel, recurrentKernel, bias] = operands;
  if (!recurrentCells[cell].takesActivation && activation !== 'tanh') {
    throw new TypeError(`The kernels compute ${cell.toUpperCase()} with tanh only, not with ${activation}.`);
  }
  const [batch, steps, inputSize] = x.shape;
  const [units] = recurrentKernel.shape;
  const columns = gateCountOf(cell) * units;
  const fits =
    x.rank === 3 &&
    isOf(kernel, [inputSize, columns]) &&
    isOf(recurrentKernel, [units, columns]) &&
    isOf(bias, [columns]);
  if (!fits) {
    const found = operands.map(({ shape }) => `[${shape.join(', ')}]`).join(', ');
    throw new RangeError(`Input, kernel, recurrent kernel and bias do not fit together: ${found} for ${cell}.`);
  }
  const shape: NetworkShape = { cell, activation, steps, inputSize, units, layers: 1, classes: 0 };
  return { shape, batch };
}

function isOf(tensor: tf.Tensor, shape: readonly number[]): boolean {
  return tensor.rank === shape.length && shape.every((size, axis) => tensor.shape[axis] === size);
}
