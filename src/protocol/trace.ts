/** What happens inside a network while it reads one image. Matrices are row-major: step t, unit u at `t * units + u`. */

import type { Ablation } from './ablation.ts';
import type { Cell, ModelOrigin, ReadingOrder } from '../domain/recipe/recipe.ts';

/** 28×28 bytes, 0 background to 255 full ink, row by row. */
export type Pixels = Uint8Array;

export type Digit = { readonly pixels: Pixels; readonly label: number };

export type DigitSource =
  { readonly kind: 'test'; readonly index: number } | { readonly kind: 'drawing'; readonly pixels: Pixels };

/**
 * The matrices of one layer, each [steps × units]; steps before the memory window are 0. With x_t the input, h′ and c′ the
 * states before it:
 * - LSTM: f, i, o = σ(W x_t + R h′ + b), g = tanh(W x_t + R h′ + b), c = f·c′ + i·g, h = o·tanh(c);
 * - GRU: z, r = σ(W x_t + R h′ + b), n = tanh(W x_t + R(r·h′) + b), h = z·h′ + (1 − z)·n;
 * - RNN: h = f(W x_t + R h′ + b), and `slope` the f′ that a gradient is multiplied by on its way back;
 * - Transformer: the block's output as `hiddenState`.
 */
export type MatrixName =
  | 'forgetGate'
  | 'inputGate'
  | 'candidate'
  | 'cellState'
  | 'outputGate'
  | 'resetGate'
  | 'updateGate'
  | 'slope'
  | 'hiddenState';

export type LayerTrace = {
  /** Those of the cell. */
  readonly matrices: Readonly<Partial<Record<MatrixName, Float32Array>>>;
  /** A Transformer's [heads × steps × steps] attention, row: the step that asks, column: the step it attends to; else null. */
  readonly attention: Float32Array | null;
  /**
   * [steps] ‖∂L/∂h_t‖₂ of this layer's hidden state (a Transformer block's output), where L is the cross-entropy of the last
   * step's answer against `Trace.target`.
   */
  readonly gradientNorm: Float32Array;
};

/** Everything that happens while the network reads one image. */
export type Trace = {
  readonly source: DigitSource;
  readonly pixels: Pixels;
  /** The true digit, or null for a drawing. */
  readonly label: number | null;
  /** The digit that the loss behind `gradientNorm` was taken against: the label, or the answer where there is none. */
  readonly target: number;
  readonly cell: Cell;
  /** The order that the image was read in: the model's own, or another one that was asked for. */
  readonly order: ReadingOrder;
  /** Steps of the whole image in this order; steps before `firstStep` were not read (memory window). */
  readonly steps: number;
  readonly firstStep: number;
  readonly units: number;
  /** 0 but for a Transformer. */
  readonly heads: number;
  /** Bottom layer (which reads the pixels) first. */
  readonly layers: readonly LayerTrace[];
  /** [steps × classes] the answer after each step; the last one is the answer. */
  readonly probabilities: Float32Array;
  /** [units × classes] the weights by which the top layer's last state becomes the scores of the digits (a Transformer's: its mean). */
  readonly readout: Float32Array;
  /**
   * [784] pixel × ∂s/∂pixel, where s is the score before softmax of the answer, the likeliest digit after the last step: to
   * first order what each pixel's ink adds to it. As the pixels lie in `pixels`, whatever the order; 0 where there is no ink.
   * null where nobody asked for it.
   */
  readonly saliency: Float32Array | null;
  /**
   * Steps that its training lets the gradient go back, 0: all. The norms before are those of the whole gradient, of which training
   * does not make use.
   */
  readonly truncation: number;
  /** How the network that read was altered, or null: it is as it was trained. */
  readonly ablation: Ablation | null;
  /** Training step of the weights, and whose weights they were. */
  readonly step: number;
  readonly origin: ModelOrigin;
};

/** How gradients travel back through time, for one digit or over a batch. */
export type GradientFlow = {
  readonly steps: number;
  readonly firstStep: number;
  readonly layers: number;
  /** [layers × steps] ‖∂L/∂h_t‖₂, root mean square over the digits. */
  readonly lossGradient: Float32Array;
  /** [layers × steps] ‖∂h_T/∂h_t‖ (Frobenius), where h_T is the top layer's last state; empty for a Transformer. */
  readonly stateJacobian: Float32Array;
  /**
   * σ_max(W)·γ of an RNN's top layer, W its recurrent weights and γ the largest slope of its activation: with each step back the
   * Jacobian's spectral norm grows at most by that. Null for other cells, and where it is no number.
   */
  readonly stretch: number | null;
  /** As `Trace.truncation`. */
  readonly truncation: number;
  /** Training step of the weights. */
  readonly step: number;
};
