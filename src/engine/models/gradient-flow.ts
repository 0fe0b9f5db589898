/**
 * How gradients travel back through time: ‖∂L/∂h_t‖, and ‖∂h_T/∂h_t‖, the product of all Jacobians between two steps. The
 * second can vanish while weight gradients look healthy, because those add up over all steps.
 */

import type { GradientFlow } from '../../protocol/trace.ts';
import type { ReadingPlan } from '../data/reading.ts';
import { pixelCount } from '../data/sequence.ts';
import type { KernelNetwork } from '../kernels/kernel-network.ts';
import { randomStream } from '../random.ts';
import type { Batch } from './network.ts';

/**
 * @param batch one image: the Jacobian's Frobenius norm is exact, from one pass for each unit; several: each image gets one
 * vector v of random signs, and the mean of ‖vᵀJ‖² estimates that of ‖J‖²_F (M. Hutchinson 1989)
 */
export async function measureGradientFlow(
  network: KernelNetwork,
  reading: ReadingPlan,
  batch: Batch,
): Promise<Omit<GradientFlow, 'step'>> {
  const { layers } = network.plan.shape;
  const { steps, firstStep } = reading;
  const whole = (values: Float32Array) => withUnreadSteps(values, layers, steps, firstStep);
  const count = batch.images.length / pixelCount;
  const lossGradient = whole(await network.flow(batch, null));
  const stateJacobian = whole(
    count === 1 ? await exactJacobian(network, batch) : await estimate(network, batch, count),
  );
  return { steps, firstStep, layers, lossGradient, stateJacobian };
}

function estimate(network: KernelNetwork, batch: Batch, count: number): Promise<Float32Array> {
  const random = randomStream(0, 'probes');
  const signs = Float32Array.from({ length: count * network.plan.shape.units }, () => Math.sign(random.uniform(-1, 1)));
  return network.flow(batch, signs);
}

/** One row of the Jacobian for each unit, as many at a time as the network takes. */
async function exactJacobian(network: KernelNetwork, { images, labels }: Batch): Promise<Float32Array> {
  const { shape, batchSize } = network.plan;
  const { units } = shape;
  const squares = new Float64Array(shape.layers * shape.steps);
  for (let first = 0; first < units; first += batchSize) {
    const count = Math.min(batchSize, units - first);
    const probes = new Float32Array(count * units);
    for (let place = 0; place < count; place++) probes[place * units + first + place] = 1;
    const copies = new Uint8Array(count * pixelCount);
    for (let place = 0; place < count; place++) copies.set(images, place * pixelCount);
    const rms = await network.flow({ images: copies, labels: new Uint8Array(count).fill(labels[0]) }, probes);
    rms.forEach((value, index) => (squares[index] += count * value * value));
  }
  return Float32Array.from(squares, Math.sqrt);
}

/** [layers × steps read] → [layers × steps], 0 for the steps before the memory window. */
function withUnreadSteps(values: Float32Array, layers: number, steps: number, firstStep: number): Float32Array {
  const read = steps - firstStep;
  const whole = new Float32Array(layers * steps);
  for (let layer = 0; layer < layers; layer++) {
    whole.set(values.subarray(layer * read, (layer + 1) * read), layer * steps + firstStep);
  }
  return whole;
}
