/** Files of the data folder: their sha256, a description in JSON, and numbers behind it. */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describedBytes } from '../../src/engine/training/framed.ts';
import { hostileBytes, joined } from './bytes.ts';
import { hostileJson } from './values.ts';

/** Some with a wrong sha256; the others with a right one over damaged bytes or a damaged description. */
export function hostileFramedBytes(wholeFiles: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    hostileBytes(wholeFiles.map(signed)),
    hostileBytes(wholeFiles).map(signed),
    ...wholeFiles.map((whole) => hostileJson(descriptionOf(whole)).map((text) => signed(describedAs(whole, text)))),
  );
}

function descriptionOf(whole: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(whole.subarray(4, describedBytes(whole))));
}

/** The original arrays behind a damaged description. */
function describedAs(whole: Uint8Array, text: string): Uint8Array {
  const end = describedBytes(whole);
  const json = new TextEncoder().encode(text);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length, true);
  const padding = new Uint8Array((4 - (json.length % 4)) % 4).fill(0x20);
  return joined(length, json, padding, whole.subarray(end + ((4 - (end % 4)) % 4)));
}

function signed(bytes: Uint8Array): Uint8Array {
  return joined(createHash('sha256').update(bytes).digest(), bytes);
}
