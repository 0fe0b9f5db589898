/**
 * Matrix products on the tfjs backend over plain typed arrays: the only place where a network's arithmetic meets tfjs. The
 * right factor is uploaded once and used many times, which lets the wasm backend keep it packed.
 */

import * as tf from '@tensorflow/tfjs';

/** A matrix that stays on the backend until disposed. */
export type ResidentMatrix = tf.Tensor2D;

/** @param values [rows × columns]; copied */
export function residentMatrix(values: Float32Array, rows: number, columns: number): ResidentMatrix {
  return tf.tensor2d(values.slice(), [rows, columns]);
}

/**
 * left · right.
 * @param left [leftRows × right's rows]
 * @returns [leftRows × right's columns]
 */
export function multiply(left: Float32Array, leftRows: number, right: ResidentMatrix): Float32Array {
  // Not in tf.tidy: it would walk every element of the array it returns, looking for tensors.
  const factor = tf.tensor2d(left, [leftRows, right.shape[0]]);
  const product = tf.matMul(factor, right);
  const values = product.dataSync<'float32'>();
  tf.dispose([factor, product]);
  return values;
}

/** @param values [rows × columns], @returns [columns × rows] */
export function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[column * rows + row] = values[row * columns + column];
  }
  return result;
}

/** Adds `addend` to `sum`, element by element. */
export function accumulate(sum: Float32Array, addend: Float32Array): void {
  for (let index = 0; index < sum.length; index++) sum[index] += addend[index];
}
