/** Everything that happens while an LSTM reads one image, taken from the kernels' tape, on the calling thread. */

import type { LayerTrace } from '../../protocol/api.ts';
import { runAtOnce } from '../cooperate.ts';
import type { KernelNetwork } from '../kernels/kernel-network.ts';
import type { LayerTape } from '../kernels/memory-plan.ts';
import { blocksOf, lineLength, panelOf } from '../kernels/shape.ts';
import { createShare } from '../kernels/share.ts';
import type { NetworkTrace } from './network.ts';
import { answerAt, softmax } from './readout.ts';

/** @returns the `trace` of a {@link NetworkTrace}'s network */
export function createLstmTrace({ plan, memory, kernels, presentBank }: KernelNetwork) {
  const { shape, tileRows } = plan;
  const { steps, units, classes } = shape;
  const share = createShare(kernels, memory, plan, plan.trace);
  const floats = new Float32Array(memory.buffer);
  const image = new Uint8Array(memory.buffer, plan.traceImage, steps * shape.inputSize);
  const blockLength = tileRows * lineLength;

  /** [steps × units] of the first sample. @param blockAt index of a block of units at the first step, @param step bytes */
  function matrix(blockAt: (block: number) => number, step: number): Float32Array {
    const values = new Float32Array(steps * units);
    for (let row = 0; row < steps; row++) {
      for (let block = 0; block < blocksOf(units); block++) {
        const from = blockAt(block) + (row * step) / 4;
        const length = Math.min(lineLength, units - block * lineLength);
        values.set(floats.subarray(from, from + length), row * units + block * lineLength);
      }
    }
    return values;
  }

  /** A state after each step. */
  function states(address: number, tape: LayerTape): Float32Array {
    return matrix((block) => (address + tape.stateStep) / 4 + block * blockLength, tape.stateStep);
  }

  function gate(tape: LayerTape, index: number): Float32Array {
    const place = (block: number) => panelOf('lstm', blocksOf(units), index, block) * blockLength;
    return matrix((block) => tape.gates / 4 + place(block), tape.gatesStep);
  }

  /** Before the way back, which writes over the gates. */
  function forwardTrace(tape: LayerTape): Omit<LayerTrace, 'gradientNorm'> {
    return {
      inputGate: gate(tape, 0),
      forgetGate: gate(tape, 1),
      candidate: gate(tape, 2),
      outputGate: gate(tape, 3),
      cellState: states(tape.cell, tape),
      hiddenState: states(tape.hidden, tape),
    };
  }

  function gradientNorm(tape: LayerTape): Float32Array {
    const gradients = states(tape.hiddenGradient, tape);
    return Float32Array.from({ length: steps }, (_, row) =>
      Math.sqrt(gradients.subarray(row * units, (row + 1) * units).reduce((sum, slope) => sum + slope * slope, 0)),
    );
  }

  return function trace(pixels: Uint8Array, label: number | null): NetworkTrace {
    const bank = presentBank();
    image.set(pixels);
    share.begin(1, null);
    share.layImage(0, plan.traceImage);
    runAtOnce(share.forward(bank));
    const layers = plan.trace.layers.map(forwardTrace);
    const probabilities = softmax(share.scoresOfEachStep(bank));
    const target = label ?? answerAt(probabilities, (steps - 1) * classes);
    share.setLabel(0, target);
    share.readout(bank);
    share.loss(bank, 1);
    runAtOnce(share.backward(steps, false));
    return {
      layers: layers.map((layer, index) => ({ ...layer, gradientNorm: gradientNorm(plan.trace.layers[index]) })),
      probabilities,
      target,
    };
  };
}
