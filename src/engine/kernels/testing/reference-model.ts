/**
 * A network of tf.layers' own cells: the reference for the kernels. It calls the cells one by one, because tf.layers.rnn
 * takes no initial states within a model, and has no gradient for a sequence of one step (that of tf.unstack fails).
 */

import * as tf from '@tensorflow/tfjs';
import { flatTarget } from '../../../domain/digit-set.ts';
import type { Batch } from '../recurrent/kernel-network.ts';
import type { NetworkShape } from '../recurrent/shape.ts';
import { kerasOf, recurrentCells } from '../../../domain/cells.ts';
import { gateArgs } from '../tfjs/keras-layer.ts';
import { requireLibraryCell, weightShapes } from './cases.ts';

/** Each layer's states, [count × units]: the hidden state, and an LSTM's cell state. */
export type States = readonly (readonly tf.Tensor[])[];

/** Changes a layer's hidden state, [count × units], before anything reads it. */
export type Nudge = (hidden: tf.Tensor, layer: number, step: number) => tf.Tensor;

export type ReferenceModel = ReturnType<typeof createReferenceModel>;

export function createReferenceModel(shape: NetworkShape, weights: readonly Float32Array[]) {
  const cells = Array.from({ length: shape.layers }, (_, layer) => {
    const cell = createCell(shape);
    cell.build([null, layer === 0 ? shape.inputSize : shape.units]);
    return cell;
  });
  const readout = tf.layers.dense({ units: shape.classes });
  readout.build([null, shape.units]);
  const variables = [...cells, readout]
    .flatMap(({ trainableWeights }) => trainableWeights.map((weight) => weight.read()))
    .filter((tensor): tensor is tf.Variable => tensor instanceof tf.Variable);
  const sizes = weightShapes(shape);
  tf.tidy(() => {
    variables.forEach((variable, index) => {
      variable.assign(tf.tensor(weights[index], sizes[index]));
    });
  });

  /** @param images [count × steps × inputSize] @returns the top layer's hidden state after each step, and all last states */
  function read(images: tf.Tensor, before: States, nudge?: Nudge): { outputs: tf.Tensor[]; states: States } {
    let states = before;
    const outputs: tf.Tensor[] = [];
    const [count, steps, inputSize] = images.shape;
    for (let step = 0; step < steps; step++) {
      let output = images.slice([0, step, 0], [count, 1, inputSize]).reshape([count, inputSize]);
      states = cells.map((cell, layer) => {
        const [, hidden, ...rest] = cell.call([output, ...states[layer]], {}) as tf.Tensor[];
        output = nudge ? nudge(hidden, layer, step) : hidden;
        return [output, ...rest];
      });
      outputs.push(output);
    }
    return { outputs, states };
  }

  function logitsOfEachStep(images: tf.Tensor, before: States): tf.Tensor[] {
    return read(images, before).outputs.map((hidden) => readout.apply(hidden) as tf.Tensor);
  }

  function logits(images: tf.Tensor, before: States): tf.Tensor {
    const logits = logitsOfEachStep(images, before);
    return logits[logits.length - 1];
  }

  return {
    variables,
    /** Reads the first steps. @returns the images from there on, [count × steps × inputSize], and the states there */
    readUntil(steps: number, { images, labels }: Batch): { images: tf.Tensor; states: States } {
      const all = tf.tensor3d(
        Float32Array.from(images, (byte) => byte / 255),
        [labels.length, shape.steps, shape.inputSize],
      );
      const zeros = cells.map(() =>
        Array.from({ length: recurrentCells[shape.cell].hasCellState ? 2 : 1 }, () =>
          tf.zeros([labels.length, shape.units]),
        ),
      );
      const states = steps === 0 ? zeros : read(all.slice([0, 0, 0], [-1, steps, -1]), zeros).states;
      return { images: all.slice([0, steps, 0]), states };
    },
    /** Before softmax, [count × classes]. */
    logits,
    /** The same after each step. */
    logitsOfEachStep,
    /** The top layer's last hidden state, [count × units], and its logits. */
    lastState(images: tf.Tensor, before: States, nudge: Nudge) {
      const { outputs } = read(images, before, nudge);
      const hidden = outputs[outputs.length - 1];
      return { hidden, logits: readout.apply(hidden) as tf.Tensor };
    },
    /** Mean cross-entropy in nats. */
    loss(images: tf.Tensor, before: States, labels: Uint8Array): tf.Scalar {
      return tf.losses.softmaxCrossEntropy(targetsOf(labels, shape.classes), logits(images, before));
    },
    dispose(): void {
      tf.dispose(variables);
    },
  };
}

/** [count × classes]: what the answers are compared with. */
function targetsOf(labels: Uint8Array, classes: number): tf.Tensor {
  const rows = Array.from(labels, (label) =>
    Array.from({ length: classes }, (_, digit) => (label === flatTarget ? 1 / classes : Number(digit === label))),
  );
  return tf.tensor2d(rows);
}

function createCell({ cell, activation, units }: NetworkShape): tf.RNN['cell'] {
  // All weights are set later; the default orthogonal initializer is slow.
  const initializers = { kernelInitializer: 'zeros', recurrentInitializer: 'zeros' } as const;
  const known = requireLibraryCell(cell);
  return tf.layers[`${kerasOf(known).maker}Cell`]({ units, activation, ...gateArgs(known), ...initializers });
}
