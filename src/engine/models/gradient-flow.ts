/**
 * How gradients travel back through time: ‖∂L/∂h_t‖, and ‖∂h_T/∂h_t‖, the product of all Jacobians between two steps.
 * The latter can vanish while weight gradients look healthy, because those sum over all steps.
 */

import type { GradientFlow } from '../../protocol/trace.ts';
import type { ReadingPlan } from '../../domain/recipe/reading.ts';
import { pixelCount } from '../../domain/sequence.ts';
import type { KernelNetwork } from '../kernels/recurrent/kernel-network.ts';
import { randomStream } from '../../domain/random.ts';
import type { Batch } from './network.ts';

/** How many test digits it is measured on if no digit is chosen. */
export const flowDigits = 128;

/**
 * One pass gives vᵀJ for as many vectors v as a batch has images. A single image is repeated: if its units fit in a
 * batch, v runs through the standard basis and ‖J‖_F is exact. Otherwise, and for several images, v is random signs,
 * and the mean of ‖vᵀJ‖² estimates ‖J‖²_F (M. Hutchinson 1989).
 */
export async function measureGradientFlow(
  network: KernelNetwork,
  reading: ReadingPlan,
  batch: Batch,
): Promise<Omit<GradientFlow, 'step' | 'truncation' | 'stretch'>> {
  const { layers } = network.plan.shape;
  const { steps, firstStep } = reading;
  const whole = (values: Float32Array) => withUnreadSteps(values, layers, steps, firstStep);
  const count = batch.images.length / pixelCount;
  const lossGradient = whole(await network.flow(batch, null));
  const stateJacobian = whole(await (count === 1 ? jacobianOfOne(network, batch) : estimate(network, batch, count)));
  return { steps, firstStep, layers, lossGradient, stateJacobian };
}

function estimate(network: KernelNetwork, batch: Batch, count: number): Promise<Float32Array> {
  const random = randomStream(0, 'probes');
  const signs = Float32Array.from({ length: count * network.plan.shape.units }, () => Math.sign(random.uniform(-1, 1)));
  return network.flow(batch, signs);
}

async function jacobianOfOne(network: KernelNetwork, { images, labels }: Batch): Promise<Float32Array> {
  const { shape, batchSize } = network.plan;
  const { units } = shape;
  const repeated = (count: number): Batch => {
    const copies = new Uint8Array(count * pixelCount);
    for (let place = 0; place < count; place++) copies.set(images, place * pixelCount);
    return { images: copies, labels: new Uint8Array(count).fill(labels[0]) };
  };
  if (units > batchSize) return estimate(network, repeated(batchSize), batchSize);
  const identity = new Float32Array(units * units);
  for (let unit = 0; unit < units; unit++) identity[unit * units + unit] = 1;
  const rows = await network.flow(repeated(units), identity);
  return rows.map((rootMeanSquare) => rootMeanSquare * Math.sqrt(units));
}

/** [layers × steps read] → [layers × steps], 0 for the steps before the memory window. */
export function withUnreadSteps(values: Float32Array, layers: number, steps: number, firstStep: number): Float32Array {
  const read = steps - firstStep;
  const whole = new Float32Array(layers * steps);
  for (let layer = 0; layer < layers; layer++) {
    whole.set(values.subarray(layer * read, (layer + 1) * read), layer * steps + firstStep);
  }
  return whole;
}
