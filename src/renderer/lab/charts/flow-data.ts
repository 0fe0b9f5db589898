/** Gradients travelling back through time as curves over the steps of the sequence, and what they do in one number. */

import type { GradientFlow } from '../../../protocol/trace.ts';
import { logFloor } from '../../ui/log-scale.ts';
import { cutBefore } from '../score/reading/truncation.ts';

/** The numbers of the steps that were read, from 1; then for each layer ‖∂L/∂h_t‖, then for each layer ‖∂h_T/∂h_t‖ if known. */
export type FlowCurves = [steps: Float64Array, ...values: Float32Array[]];

/** The gradient of the loss is NaN before the step where training cuts it off; the Jacobian is the network's, however it is trained. */
export function flowCurves(flow: GradientFlow): FlowCurves {
  const { steps, firstStep, layers, lossGradient, stateJacobian } = flow;
  const cut = cutBefore(flow) ?? firstStep;
  const reached = lossGradient.map((norm, at) => (at % steps < cut ? Number.NaN : norm));
  const ofLayers = (matrix: Float32Array) =>
    matrix.length === 0
      ? []
      : Array.from({ length: layers }, (_, layer) => matrix.subarray(layer * steps + firstStep, (layer + 1) * steps));
  const numbers = Float64Array.from({ length: steps - firstStep }, (_, index) => firstStep + index + 1);
  return [numbers, ...ofLayers(reached), ...ofLayers(stateJacobian)];
}

export type FlowTrend = {
  /** What the gradient of the top layer's state is multiplied by with each step back, on average; null: there is none. */
  readonly factor: number | null;
  /** The number, from 1, of the earliest step that it reaches, where it is cut off before the first one; else null. */
  readonly endsAt: number | null;
  /** The number of the latest step at which it is smaller than a chart draws, which it is before that too; else null. */
  readonly fadesAt: number | null;
};

/** The mean is the geometric one: (‖∂L/∂h_first‖ / ‖∂L/∂h_T‖)^(1/(T − first)), over the steps in which a chart draws it. */
export function flowTrend(flow: GradientFlow): FlowTrend {
  const { steps, layers, lossGradient } = flow;
  const firstStep = cutBefore(flow) ?? flow.firstStep;
  const norms = lossGradient.subarray((layers - 1) * steps, layers * steps);
  let reached = steps;
  while (reached > firstStep && norms[reached - 1] >= logFloor) reached--;
  const back = steps - 1 - reached;
  const factor = back > 0 ? (norms[reached] / norms[steps - 1]) ** (1 / back) : null;
  if (reached === firstStep) return { factor, endsAt: null, fadesAt: null };
  const fades = norms[reached - 1] > 0;
  return { factor, endsAt: fades || reached === steps ? null : reached + 1, fadesAt: fades ? reached : null };
}
