/** How far a matrix can stretch a vector: its largest singular value. */

import { randomStream } from '../../domain/random.ts';

/** Relative change between rounds at which the norm is accurate enough to display. */
const enough = 1e-4;
const roundsUntilGivenUp = 60;

/**
 * By power iteration on MᵀM (G. Golub and C. Van Loan, "Matrix Computations", 8.2.1), from a fixed direction.
 * @param matrix [size × size], row by row
 * @returns σ_max; not finite where the matrix is not
 */
export function spectralNorm(matrix: Float32Array, size: number): number {
  const random = randomStream(0, 'probes');
  let vector = unit(Float64Array.from({ length: size }, () => random.uniform(-1, 1)));
  let norm = 0;
  for (let round = 0; round < roundsUntilGivenUp; round++) {
    const image = new Float64Array(size);
    const back = new Float64Array(size);
    for (let row = 0; row < size; row++) {
      let sum = 0;
      for (let column = 0; column < size; column++) sum += matrix[row * size + column] * vector[column];
      image[row] = sum;
      for (let column = 0; column < size; column++) back[column] += matrix[row * size + column] * sum;
    }
    const before = norm;
    norm = lengthOf(image);
    if (!(norm > 0) || Math.abs(norm - before) < enough * norm) return norm;
    vector = unit(back);
  }
  return norm;
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

function unit(vector: Float64Array): Float64Array {
  const length = lengthOf(vector);
  return vector.map((value) => value / length);
}
