import * as tf from '@tensorflow/tfjs';
import { decodeModelFile } from '../../../src/engine/files/model-file.ts';
import { settingRanges } from '../../../src/domain/recipe/config.ts';
import { GatescopeError } from '../../../src/domain/errors.ts';
import { modelZips } from '../model-zips.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';

/** `.gatescope` files. */
export const modelFileSurface: Surface<Uint8Array> = {
  name: 'model-file',
  // Packed, and unpacked.
  sizeLimit: 2 * 64 * mebibyte,
  inputs: modelZips,
  async open() {
    await tf.setBackend('cpu');
    return {
      async feed(bytes) {
        const refusal = await readModelFile('mine.gatescope', bytes);
        tf.disposeVariables();
        return refusal;
      },
      close: () => Promise.resolve(),
    };
  },
};

/** @returns the sentence that refuses it; null where it is a usable model */
export async function readModelFile(name: string, bytes: Uint8Array): Promise<string | null> {
  try {
    const { config, weights, history } = await decodeModelFile(name, bytes);
    insist(
      config.units >= settingRanges.units[0] && config.units <= settingRanges.units[1],
      `It has ${config.units} units.`,
    );
    insist(
      weights.every(({ values }) => values.every(Number.isFinite)),
      'Its weights are not finite numbers.',
    );
    const lengths = Object.values(history?.steps ?? {}).flatMap((column) =>
      column instanceof Float32Array ? [column.length] : [],
    );
    insist(new Set(lengths).size <= 1, 'Its history has columns of different lengths.');
    return null;
  } catch (error) {
    if (error instanceof GatescopeError) {
      insist(error.kind === 'fileUnusable', `It is refused as ${error.kind}.`);
      return error.message;
    }
    throw error;
  }
}
