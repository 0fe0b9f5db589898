/** Stacked LSTM layers and a readout after the last row, as a {@link Network}. */

import type { LayerTrace, ModelConfig } from '../../protocol/api.ts';
import { type Interruptible, runAtOnce } from '../cooperate.ts';
import { rows, type Sequences } from '../data/sequence.ts';
import { createLstmLayer, disposeLstmLayer, lstmBackward, lstmForward, type LstmTape } from './lstm.ts';
import type { BatchGradients, Network, NetworkTrace, Weight } from './network.ts';
import { answerAt, readoutBackward, readoutLogits, score, softmax } from './readout.ts';

const weightsPerLayer = 3;

/** @param weights in the order and shapes of `weightShapes(config)`; kept, and changed in place by whoever trains */
export function createLstmNetwork(config: ModelConfig, weights: readonly Weight[]): Network {
  const [readoutKernel, readoutBias] = weights.slice(-2).map(({ values }) => values);
  let layers = createLayers();

  function createLayers() {
    return Array.from({ length: config.layers }, (_, layer) => {
      const [kernel, recurrentKernel, bias] = weights.slice(layer * weightsPerLayer).map(({ values }) => values);
      return createLstmLayer(kernel, recurrentKernel, bias, layer > 0);
    });
  }

  function* forward({ steps, count }: Sequences): Interruptible<LstmTape[]> {
    const tapes: LstmTape[] = [];
    let inputs = steps;
    for (const layer of layers) {
      const tape = yield* lstmForward(layer, inputs, rows, count);
      tapes.push(tape);
      inputs = tape.hiddenState;
    }
    return tapes;
  }

  function lastHidden(tapes: readonly LstmTape[]): Float32Array {
    return tapes[tapes.length - 1].hiddenState.subarray(-tapes[0].batch * config.units);
  }

  /** From the loss back through every layer; `hidden[l]` is [rows × batch × H] ∂L/∂h_t of layer l. */
  function* backward(tapes: readonly LstmTape[], logits: Float32Array, labels: Uint8Array) {
    const readout = readoutBackward(lastHidden(tapes), readoutKernel, logits, labels);
    let fromAbove: Float32Array = new Float32Array(tapes[0].hiddenState.length);
    fromAbove.set(readout.hidden, fromAbove.length - readout.hidden.length);
    const hidden: Float32Array[] = [];
    const gradients: Float32Array[] = [readout.kernel, readout.bias];
    for (let index = layers.length - 1; index >= 0; index--) {
      const { joinedKernel, bias, inputs } = yield* lstmBackward(layers[index], tapes[index], fromAbove);
      const kernelLength = layers[index].inputSize * 4 * config.units;
      gradients.unshift(joinedKernel.subarray(0, kernelLength), joinedKernel.subarray(kernelLength), bias);
      hidden.unshift(fromAbove);
      fromAbove = inputs;
    }
    return { gradients, hidden };
  }

  return {
    config,
    weights,
    weightsChanged() {
      layers.forEach(disposeLstmLayer);
      layers = createLayers();
    },
    *logits(sequences) {
      return readoutLogits(lastHidden(yield* forward(sequences)), readoutKernel, readoutBias);
    },
    *gradients(sequences, labels): Interruptible<BatchGradients> {
      const tapes = yield* forward(sequences);
      const logits = readoutLogits(lastHidden(tapes), readoutKernel, readoutBias);
      const { loss, correct } = score(logits, labels);
      const { gradients } = yield* backward(tapes, logits, labels);
      return { loss: loss / labels.length, correct, gradients };
    },
    trace(sequences, label): NetworkTrace {
      const tapes = runAtOnce(forward(sequences));
      const logits = readoutLogits(tapes[tapes.length - 1].hiddenState, readoutKernel, readoutBias);
      const lastLogits = logits.subarray(-readoutBias.length);
      const target = label ?? answerAt(lastLogits);
      const { hidden } = runAtOnce(backward(tapes, lastLogits, Uint8Array.of(target)));
      return {
        layers: tapes.map((tape, index) => layerTrace(tape, hidden[index], config.units)),
        probabilities: softmax(logits),
        target,
      };
    },
    dispose() {
      layers.forEach(disposeLstmLayer);
      layers = [];
    },
  };
}

/** The tape of a single sample, one matrix per gate. */
function layerTrace(tape: LstmTape, hiddenGradients: Float32Array, units: number): LayerTrace {
  const gate = (index: number) => {
    const values = new Float32Array(tape.rows * units);
    for (let row = 0; row < tape.rows; row++) {
      const start = (row * 4 + index) * units;
      values.set(tape.gates.subarray(start, start + units), row * units);
    }
    return values;
  };
  return {
    inputGate: gate(0),
    forgetGate: gate(1),
    candidate: gate(2),
    outputGate: gate(3),
    cellState: tape.cellState,
    hiddenState: tape.hiddenState,
    gradientNorm: Float32Array.from({ length: tape.rows }, (_, row) =>
      Math.hypot(...hiddenGradients.subarray(row * units, (row + 1) * units)),
    ),
  };
}
