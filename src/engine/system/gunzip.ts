/** Unpacks gzip. */

import { promisify } from 'node:util';
import { gunzip as unpack } from 'node:zlib';
import { bytesOf } from '../../domain/bytes.ts';

const unpacked = promisify(unpack);

/** Of what is unpacked at a time: zlib's usual 16 kB take five times as long for 50 MB. */
const chunkSize = 2 ** 20;

/** @param most bytes, at least one @throws RangeError where there are more, Error where it is no gzip, or damaged */
export async function gunzip(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  return bytesOf(await unpacked(bytes, { maxOutputLength: most, chunkSize }));
}
