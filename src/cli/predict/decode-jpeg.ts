/** JPEG files → pixels, by mozjpeg in WebAssembly. */

import createDecoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import codec from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm?inline';
import type { ColourImage } from '../../domain/photo/grey-image.ts';
import { UnreadableError } from '../shared/unreadable.ts';

const codecModule = new WebAssembly.Module(Buffer.from(codec.slice(codec.indexOf(',') + 1), 'base64'));

/** libjpeg's errors for kinds that it cannot decode. */
const unknownKind = /^(?:Unsupported|Sorry)/;

/**
 * Its warnings for a picture that it has partly made up. Stray bytes between segments, which cameras leave, do no harm.
 */
const damage = /^(?:Premature end|Corrupt JPEG data: (?!\d+ extraneous bytes))/;

/**
 * The pixels as stored. Each file gets its own decoder: one that has failed keeps its memory.
 *
 * @throws UnreadableError where its kind is not known; Error where it is damaged
 */
export async function decodeJpeg(bytes: Uint8Array): Promise<ColourImage> {
  const said: string[] = [];
  const { decode } = await createDecoder({
    printErr: (line) => said.push(line),
    instantiateWasm(imports, take) {
      const instance = new WebAssembly.Instance(codecModule, imports);
      take(instance);
      return instance.exports;
    },
  });
  try {
    const image = decode(bytes, false);
    if (!said.some((line) => damage.test(line))) return image;
  } catch {
    // It throws an exit status; the reason is in its output.
    if (said.some((line) => unknownKind.test(line))) {
      throw new UnreadableError('is a JPEG image of a kind that cannot be read, such as CMYK: save it in RGB');
    }
  }
  throw new Error(said.join('; '));
}
