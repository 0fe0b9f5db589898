/**
 * Everything that happens while a recurrent network reads one image, read from the kernels' tape, on the calling
 * thread.
 */

import { gateCountOf, recurrentCells } from '../../domain/cells.ts';
import type { ModelConfig, ReadingOrder } from '../../domain/recipe/recipe.ts';
import type { LayerTrace, WeightGradients } from '../../protocol/trace.ts';
import { runAtOnce } from '../../domain/cooperate.ts';
import { type ReadingPlan, rereadAs } from '../../domain/recipe/reading.ts';
import { pixelCount } from '../../domain/sequence.ts';
import type { KernelNetwork } from '../kernels/recurrent/kernel-network.ts';
import type { LayerTape } from '../kernels/recurrent/memory-plan.ts';
import { blocksOf, lineLength, panelOf, weightLayout } from '../kernels/recurrent/shape.ts';
import { createShard } from '../kernels/recurrent/shard.ts';
import type { Network, NetworkTrace, TraceOptions } from './network.ts';
import { answerAt, softmax } from './readout.ts';
import { readoutColumn, readReadout } from './readout-weights.ts';
import { saliencyOf } from './saliency.ts';
import { weightGradientsOf, type WeightPart } from './weight-gradients.ts';

/** φ′ as a function of h = φ(sum). */
const slopeOf = {
  tanh: (h: number) => 1 - h * h,
  sigmoid: (h: number) => h * (1 - h),
  relu: (h: number) => (h > 0 ? 1 : 0),
} as const;

/** @returns `trace` and `answer` of a network of this configuration */
export function createRecurrentTrace(
  { plan, memory, kernels, presentBank }: KernelNetwork,
  config: ModelConfig,
  { steps, firstStep }: ReadingPlan,
): Pick<Network, 'trace' | 'answer'> {
  const { shape, tileRows } = plan;
  const { units, classes, cell, activation } = shape;
  const shard = createShard(kernels, memory, plan, plan.trace);
  const floats = new Float32Array(memory.buffer);
  const image = new Uint8Array(memory.buffer, plan.traceImage, pixelCount);
  const blockLength = tileRows * lineLength;
  const readoutKernel = weightLayout(shape).readout.kernel;

  /**
   * [steps × units] of the first sample.
   * @param blockAt index of a block of units at the first step read
   * @param step bytes
   */
  function matrix(blockAt: (block: number) => number, step: number): Float32Array {
    const values = new Float32Array(steps * units);
    for (let row = firstStep; row < steps; row++) {
      for (let block = 0; block < blocksOf(units); block++) {
        const from = blockAt(block) + ((row - firstStep) * step) / 4;
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
    const place = (block: number) => panelOf(cell, blocksOf(units), index, block) * blockLength;
    return matrix((block) => tape.gates / 4 + place(block), tape.gatesStep);
  }

  /** Call before the backward pass, which overwrites the gates. */
  function matricesOf(tape: LayerTape): LayerTrace['matrices'] {
    const gates = recurrentCells[cell].gates.map((name, index) => [name, gate(tape, index)] as const);
    const hiddenState = states(tape.hidden, tape);
    return {
      ...(Object.fromEntries(gates) as LayerTrace['matrices']),
      ...(recurrentCells[cell].hasCellState && { cellState: states(tape.cell, tape) }),
      ...(recurrentCells[cell].takesActivation && { slope: slopes(hiddenState) }),
      hiddenState,
    };
  }

  function slopes(hiddenState: Float32Array): Float32Array {
    return hiddenState.map((h, index) => (index < firstStep * units ? 0 : slopeOf[activation](h)));
  }

  function gradientNorm(tape: LayerTape): Float32Array {
    const gradients = states(tape.hiddenGradient, tape);
    return Float32Array.from({ length: steps }, (_, row) =>
      Math.sqrt(gradients.subarray(row * units, (row + 1) * units).reduce((sum, slope) => sum + slope * slope, 0)),
    );
  }

  /** Call after the backward pass, which leaves the gates' gradients in their place. */
  function weightGradients(tape: LayerTape): WeightGradients {
    const isReset = (index: number) =>
      recurrentCells[cell].resetsBeforeProduct && recurrentCells[cell].gates[index] === 'candidate';
    const partOf = (reset: boolean, read: Float32Array): WeightPart => {
      const indices = Array.from({ length: gateCountOf(cell) }, (_, index) => index);
      const slopes = indices.filter((index) => isReset(index) === reset).map((index) => gate(tape, index));
      return { slopes: besideOneAnother(slopes, steps), states: read };
    };
    const before = new Float32Array(steps * units);
    before.set(states(tape.hidden, tape).subarray(0, -units), units);
    const parts = [partOf(false, before)];
    if (recurrentCells[cell].resetsBeforeProduct) parts.push(partOf(true, states(tape.cell, tape)));
    return weightGradientsOf(parts, steps);
  }

  /** ∂L/∂inputs of the first sample, [steps read × inputSize]. */
  function inputGradients(): Float32Array {
    const [{ inputGradient, inputStep }] = plan.trace.layers;
    const { inputSize } = shape;
    const values = new Float32Array(shape.steps * inputSize);
    for (let step = 0; step < shape.steps; step++) {
      for (let first = 0; first < inputSize; first += lineLength) {
        const from = (inputGradient + step * inputStep) / 4 + (first / lineLength) * blockLength;
        const length = Math.min(lineLength, inputSize - first);
        values.set(floats.subarray(from, from + length), step * inputSize + first);
      }
    }
    return values;
  }

  function readImage(pixels: Uint8Array, order: ReadingOrder): void {
    image.set(rereadAs(pixels, config.order, order));
    shard.begin(1, null);
    shard.layImage(0, plan.traceImage);
    runAtOnce(shard.forward(presentBank()));
  }

  function answer(pixels: Uint8Array, order = config.order): Float32Array {
    readImage(pixels, order);
    return softmax(shard.logitsOfEachStep(presentBank()), classes).slice(-classes);
  }

  function trace(
    pixels: Uint8Array,
    label: number | null,
    { order = config.order, wantsSaliency = false, wantsWeightGradients = false }: TraceOptions = {},
  ): NetworkTrace {
    const bank = presentBank();
    readImage(pixels, order);
    const matrices = plan.trace.layers.map(matricesOf);
    const read = softmax(shard.logitsOfEachStep(bank), classes);
    const target = label ?? answerAt(read, classes, (steps - firstStep - 1) * classes);
    const probabilities = new Float32Array(steps * classes);
    probabilities.set(read, firstStep * classes);
    shard.setLabel(0, target);
    shard.readout(bank);
    shard.loss(bank, 1);
    runAtOnce(shard.backward(shape.steps, false));
    const layers = plan.trace.layers.map((tape, index) => ({
      matrices: matrices[index],
      attention: null,
      gradientNorm: gradientNorm(tape),
      weightGradients: wantsWeightGradients ? weightGradients(tape) : null,
    }));
    const readout = readReadout(floats, bank.weights + readoutKernel, units, classes);
    const traced = { layers, probabilities, target, readout };
    if (!wantsSaliency) return { ...traced, saliency: null };
    // Again, since the backward pass overwrote the tape; this time back from one logit alone.
    runAtOnce(shard.forward(bank));
    shard.clearProbes();
    shard.setProbe(0, readoutColumn(readout, classes, answerAt(read, classes, read.length - classes)));
    runAtOnce(shard.backward(shape.steps, false));
    return { ...traced, saliency: saliencyOf(inputGradients(), pixels, { order, window: config.window }) };
  }

  return { trace, answer };
}

/** Matrices of as many rows, `[steps × …]`, as one. */
function besideOneAnother(matrices: readonly Float32Array[], steps: number): Float32Array {
  const width = matrices.reduce((sum, { length }) => sum + length / steps, 0);
  const whole = new Float32Array(steps * width);
  let left = 0;
  for (const matrix of matrices) {
    const own = matrix.length / steps;
    for (let step = 0; step < steps; step++) {
      whole.set(matrix.subarray(step * own, (step + 1) * own), step * width + left);
    }
    left += own;
  }
  return whole;
}
