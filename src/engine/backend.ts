/** Starts the tfjs backend: wasm, or cpu where wasm cannot start. */

import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { BackendStatus } from '../protocol/api.ts';

/**
 * @param wasmDirectory the folder of the tfjs `.wasm` files
 * @param runtime for the About panel, passed through
 */
export async function startBackend(wasmDirectory: string, runtime: string): Promise<BackendStatus> {
  setWasmPaths(join(wasmDirectory, '/'));
  const tfjsVersion = tf.version.tfjs;
  let fallbackReason = 'WebAssembly could not be started.';
  try {
    // After a failure tfjs may still report the backend's name: only the boolean can be trusted.
    if (await tf.setBackend('wasm')) return { name: 'wasm', fallbackReason: null, tfjsVersion, runtime };
  } catch (error) {
    fallbackReason = error instanceof Error ? error.message : String(error);
  }
  if (!(await tf.setBackend('cpu'))) throw new Error('No tfjs backend could be started.');
  return { name: 'cpu', fallbackReason, tfjsVersion, runtime };
}
