/** Gradients travelling back through time as curves over the steps of the sequence, and their trend as one number. */

import type { GradientFlow } from '../../../protocol/trace.ts';
import { logFloor } from '../../ui/log-scale.ts';
import { cutBefore } from '../score/reading/truncation.ts';

/**
 * The numbers of the steps that were read, from 1; then ‖∂L/∂h_t‖ of each layer, then ‖∂h_T/∂h_t‖ of each layer if
 * known.
 */
export type FlowCurves = [steps: Float64Array, ...values: Float32Array[]];

/**
 * The gradient of the loss is NaN before the step where training truncates it; the Jacobian does not depend on
 * training.
 */
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
  /** Mean factor of the gradient of the top layer's state with each step back; null where there is none. */
  readonly factor: number | null;
  /** Number, from 1, of the earliest step that a truncated gradient reaches; null where it reaches the first step. */
  readonly endsAt: number | null;
  /** Number of the latest step at which, as at all earlier ones, it is smaller than a chart draws; else null. */
  readonly fadesAt: number | null;
};

/** The mean is geometric: (‖∂L/∂h_first‖ / ‖∂L/∂h_T‖)^(1/(T − first)), over the steps at which a chart draws it. */
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
