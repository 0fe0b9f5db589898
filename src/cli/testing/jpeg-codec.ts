/** JPEG files made and read by mozjpeg, for tests and for scripts that are not bundled. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import createDecoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import createEncoder from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
import { defaultEncodeOptions, type EncodeOptions } from '@jsquash/jpeg/meta.js';
import type { ColourImage } from '../../domain/photo/grey-image.ts';

const require = createRequire(import.meta.url);

function codecFrom(file: string): MozjpegOptions {
  const module = new WebAssembly.Module(readFileSync(require.resolve(file)));
  return {
    instantiateWasm(imports, take) {
      const instance = new WebAssembly.Instance(module, imports);
      take(instance);
      return instance.exports;
    },
  };
}

const encoder = await createEncoder(codecFrom('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'));
const decoder = await createDecoder(codecFrom('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'));

/**
 * Baseline, as cameras do it, except for `options`.
 * @param quality 1 to 100
 */
export function encodeJpeg({ width, height, data }: ColourImage, quality: number, options?: Partial<EncodeOptions>) {
  const baseline = { baseline: true, progressive: false, quant_table: 0 };
  const all = { ...defaultEncodeOptions, ...baseline, quality, ...options };
  return Buffer.from(encoder.encode(new Uint8Array(data), width, height, all));
}

/** @param bytes of a whole JPEG file */
export function decodeJpeg(bytes: Uint8Array): ColourImage {
  return decoder.decode(bytes, false);
}
