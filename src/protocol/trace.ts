/** What happens inside a network while it reads one image. Matrices are row-major: step t, unit u at `t * units + u`. */

import * as v from 'valibot';
import { cells, type MatrixName, matrixNames } from '../domain/cells.ts';
import { modelConfigFields, originSchema } from '../domain/recipe/recipe-schema.ts';
import { pixelCount } from '../domain/sequence.ts';
import { ablation } from './ablation.ts';
import { testIndex } from './answers.ts';
import { classIndex, count, float32, type Of, pixels } from './values.ts';

export const digitSource = v.variant('kind', [
  v.strictObject({ kind: v.literal('test'), index: testIndex }),
  v.strictObject({ kind: v.literal('drawing'), pixels }),
]);

export type DigitSource = Of<typeof digitSource>;

/**
 * The matrices of one layer, each [steps × units]; steps before the memory window are 0. With x_t the input, h_{t−1} and c_{t−1}
 * the states before it:
 * - LSTM: f, i, o = σ(U x_t + W h_{t−1} + b), g = tanh(U x_t + W h_{t−1} + b), c = f·c_{t−1} + i·g, h = o·tanh(c);
 * - GRU: z, r = σ(U x_t + W h_{t−1} + b), n = tanh(U x_t + W(r·h_{t−1}) + b), h = z·h_{t−1} + (1 − z)·n;
 * - RNN: h = φ(U x_t + W h_{t−1} + b), and `slope` the φ′ that a gradient is multiplied by on its way back;
 * - Transformer: the block's output as `hiddenState`.
 */
export const matrixName = v.picklist(matrixNames);

export type { MatrixName };

const weightGradients = v.object({
  /** [steps] ‖δ_t h_{t−1}ᵀ‖_F, what each step adds. */
  added: float32,
  /** [steps] ‖Σ_{s ≥ t} δ_s h_{s−1}ᵀ‖_F, from the last step back: the norm of the sum, not the sum of the norms. */
  summed: float32,
});

/** How ∂L/∂W = Σ_t δ_t h_{t−1}ᵀ of a layer's recurrent weights adds up; δ_t is the gradient of the step's pre-activations. */
export type WeightGradients = Of<typeof weightGradients>;

const headsTrace = v.object({
  /** [steps × units] each, the heads' parts side by side: queries, keys and values, and Σ α v of each head. */
  queries: float32,
  keys: float32,
  values: float32,
  results: float32,
  /** [heads × steps] ‖result · its rows of W_O‖₂: how much a head adds to a step. */
  added: float32,
});

/** How the heads of a Transformer's block come to their results. */
export type HeadsTrace = Of<typeof headsTrace>;

const layerTrace = v.object({
  /** Those of the cell. */
  matrices: v.record(matrixName, float32),
  /** A Transformer's [heads × steps × steps] attention, row: the step that asks, column: the step it attends to; else null. */
  attention: v.nullable(float32),
  /** Of a Transformer where somebody asked for it. */
  heads: v.optional(headsTrace),
  /**
   * [steps] ‖∂L/∂h_t‖₂ of this layer's hidden state (a Transformer block's output), where L is the cross-entropy of the last
   * step's answer against `Trace.target`.
   */
  gradientNorm: float32,
  /** Of the same loss; null where nobody asked for it, and for a Transformer. */
  weightGradients: v.nullable(weightGradients),
});

export type LayerTrace = Of<typeof layerTrace>;

const traceFields = v.object({
  source: digitSource,
  pixels,
  /** The true digit, or null for a drawing. */
  label: v.nullable(classIndex),
  /** The digit that the loss behind `gradientNorm` was taken against: the label, or the answer where there is none. */
  target: classIndex,
  cell: modelConfigFields.cell,
  /** The order that the image was read in: the model's own, or another one that was asked for. */
  order: modelConfigFields.order,
  /** Steps of the whole image in this order; steps before `firstStep` were not read (memory window). */
  steps: v.pipe(count, v.minValue(1)),
  firstStep: count,
  units: v.pipe(count, v.minValue(1)),
  /** 0 but for a Transformer. */
  heads: count,
  /** Bottom layer (which reads the pixels) first. */
  layers: v.pipe(v.array(layerTrace), v.minLength(1)),
  /** [steps × classes] the answer after each step; the last one is the answer. */
  probabilities: float32,
  /** [units × classes] the weights by which the top layer's last state becomes the logits of the digits (a Transformer's: its mean). */
  readout: float32,
  /**
   * [784] pixel × ∂s/∂pixel, where s is the logit of the answer, the likeliest digit after the last step: to first order what
   * each pixel's ink adds to it. As the pixels lie in `pixels`, whatever the order; 0 where there is no ink. null where nobody
   * asked for it.
   */
  saliency: v.nullable(float32),
  /**
   * Steps that its training lets the gradient go back, 0: all. The norms before are those of the whole gradient, of which training
   * does not make use.
   */
  truncation: count,
  /** Whether its training showed it what is no digit, so that a low probability means that this is none. */
  knowsNonDigits: v.boolean(),
  /** The ablation of the network that read; null: as trained. */
  ablation: v.nullable(ablation),
  /** Training step of the weights, and whose weights they were. */
  step: count,
  origin: originSchema,
});

/** Everything that happens while the network reads one image. */
export type Trace = Of<typeof traceFields>;

export const trace = v.pipe(
  traceFields,
  v.check((read) => hasAnnouncedShape(read), 'The matrices of the trace do not have the announced shape.'),
);

function hasAnnouncedShape(read: Trace): boolean {
  const { layers, probabilities, readout, saliency, steps, firstStep, units, target, label } = read;
  const classes = probabilities.length / steps;
  return (
    firstStep < steps &&
    Number.isInteger(classes) &&
    classes > Math.max(1, target, label ?? 0) &&
    readout.length === units * classes &&
    (saliency === null || saliency.length === pixelCount) &&
    layers.every((each) => layerHasShape(each, read))
  );
}

function layerHasShape(
  { matrices, attention, heads: parts, gradientNorm, weightGradients: weights }: LayerTrace,
  { cell, steps, units, heads }: Trace,
): boolean {
  const attentionLength = cell === 'transformer' ? heads * steps * steps : undefined;
  return (
    gradientNorm.length === steps &&
    (weights === null || (weights.added.length === steps && weights.summed.length === steps)) &&
    cells[cell].matrices.every(({ name }) => matrices[name]?.length === steps * units) &&
    attention?.length === attentionLength &&
    (!parts ||
      (parts.added.length === heads * steps &&
        [parts.queries, parts.keys, parts.values, parts.results].every(({ length }) => length === steps * units)))
  );
}

const gradientFlowFields = v.object({
  steps: count,
  firstStep: count,
  layers: v.pipe(count, v.minValue(1)),
  /** [layers × steps] ‖∂L/∂h_t‖₂, root mean square over the digits. */
  lossGradient: float32,
  /** [layers × steps] ‖∂h_T/∂h_t‖ (Frobenius), where h_T is the top layer's last state; empty for a Transformer. */
  stateJacobian: float32,
  /**
   * σ_max(W)·γ of an RNN's top layer, W its recurrent weights and γ the largest slope of its activation: with each step back the
   * Jacobian's spectral norm grows at most by that. Null for other cells, and where it is no number.
   */
  stretch: v.nullable(v.pipe(v.number(), v.finite())),
  /** As `Trace.truncation`. */
  truncation: count,
  /** Training step of the weights. */
  step: count,
});

/** How gradients travel back through time, for one digit or over a batch. */
export const gradientFlow = v.pipe(
  gradientFlowFields,
  v.check(
    ({ steps, layers, lossGradient, stateJacobian }) =>
      lossGradient.length === layers * steps && [0, layers * steps].includes(stateJacobian.length),
    'The gradients do not have the announced shape.',
  ),
);

export type GradientFlow = Of<typeof gradientFlow>;

/** How a digit is to be read. */
export const readingFields = {
  /** Another order of as many steps, instead of the network's own. */
  order: v.optional(modelConfigFields.order),
  /** With this ablation of the network, where it has those parts. */
  ablation: v.optional(ablation),
  /** With the saliency. */
  saliency: v.optional(v.boolean()),
  /** With what each step adds to ∂L/∂W. */
  weightGradients: v.optional(v.boolean()),
  /** With what a Transformer's heads compute on their way. */
  heads: v.optional(v.boolean()),
};

export const traceRequests = {
  /** Pins this client's score to a digit (null: to none): answers with its trace; `trace` events follow as weights change. */
  pin: {
    params: v.strictObject({ source: v.nullable(digitSource), ...readingFields }),
    result: v.nullable(trace),
  },
  /** Of one digit (the state Jacobian is exact up to 128 units), or of the first 128 test digits (it is an estimate). */
  getGradientFlow: { params: v.strictObject({ source: v.nullable(digitSource) }), result: gradientFlow },
};

export const traceEvents = {
  /** The pinned digit under newer weights; a newer one replaces one not yet sent. */
  trace,
};
