/** Unpacks gzip. */

import { promisify } from 'node:util';
import { gunzip as unpack } from 'node:zlib';
import { bytesOf } from '../../domain/bytes.ts';

const unpacked = promisify(unpack);

/** Output chunk: zlib's default of 16 kB takes five times as long for 50 MB. */
const chunkSize = 2 ** 20;

/** @param most bytes, at least one @throws RangeError if there are more; Error if it is not gzip, or damaged */
export async function gunzip(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  return bytesOf(await unpacked(bytes, { maxOutputLength: most, chunkSize }));
}
