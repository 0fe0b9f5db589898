/**
 * Back-propagation through time as a sum: what each step adds to the gradient of a layer's recurrent weights W,
 * ∂L/∂W = Σ_t δ_t h_{t−1}ᵀ (P. Werbos 1990), where δ_t are the gradients of the step's pre-activations. The part of W whose
 * product is reset first, a GRU's candidate, reads r·h_{t−1} in place of h_{t−1}.
 */

import type { WeightGradients } from '../../protocol/trace.ts';

/** Rows of W that read the same state. Both [steps × …], 0 for steps that were not read. */
export type WeightPart = {
  /** [steps × rows of W] δ_t. */
  readonly slopes: Float32Array;
  /** [steps × units] the state that those rows multiply at that step. */
  readonly states: Float32Array;
};

/**
 * Since an outer product has rank one, ‖δ_t h_{t−1}ᵀ‖_F = ‖δ_t‖·‖h_{t−1}‖, and ⟨δ_s h_{s−1}ᵀ, δ_t h_{t−1}ᵀ⟩ = (δ_s·δ_t)(h_{s−1}·h_{t−1}).
 * The sum itself is added up in float64 where that takes fewer products than those of all pairs of steps.
 */
export function weightGradientsOf(parts: readonly WeightPart[], steps: number): WeightGradients {
  const added = new Float64Array(steps);
  const summed = new Float64Array(steps);
  for (const part of parts) {
    const [width, units] = [part.slopes.length / steps, part.states.length / steps];
    const addPart = steps * (width + units) < 4 * width * units ? addByPairs : addByMatrix;
    addPart(part, steps, added, summed);
  }
  return { added: Float32Array.from(added, Math.sqrt), summed: Float32Array.from(summed, Math.sqrt) };
}

function addByPairs({ slopes, states }: WeightPart, steps: number, added: Float64Array, summed: Float64Array): void {
  let square = 0;
  for (let step = steps - 1; step >= 0; step--) {
    const own = product(slopes, steps, step, step) * product(states, steps, step, step);
    added[step] += own;
    square += own;
    for (let later = step + 1; later < steps && own > 0; later++) {
      square += 2 * product(slopes, steps, step, later) * product(states, steps, step, later);
    }
    summed[step] += Math.max(0, square);
  }
}

function addByMatrix({ slopes, states }: WeightPart, steps: number, added: Float64Array, summed: Float64Array): void {
  const [width, units] = [slopes.length / steps, states.length / steps];
  const sum = new Float64Array(width * units);
  let square = 0;
  for (let step = steps - 1; step >= 0; step--) {
    const own = product(slopes, steps, step, step) * product(states, steps, step, step);
    added[step] += own;
    if (own > 0) {
      square = 0;
      for (let row = 0, at = 0; row < width; row++) {
        const slope = slopes[step * width + row];
        for (let unit = 0; unit < units; unit++, at++) {
          const total = sum[at] + slope * states[step * units + unit];
          sum[at] = total;
          square += total * total;
        }
      }
    } else if (Number.isNaN(own)) square = NaN;
    summed[step] += square;
  }
}

/** The scalar product of two steps' rows. */
function product(matrix: Float32Array, steps: number, step: number, other: number): number {
  const width = matrix.length / steps;
  let sum = 0;
  for (let column = 0; column < width; column++) {
    sum += matrix[step * width + column] * matrix[other * width + column];
  }
  return sum;
}
