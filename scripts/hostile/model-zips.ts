/** Hostile `.gatescope` files: damaged bytes, replaced parts with and without right checksums, bombs. */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { encodeModelFile } from '../../src/engine/files/model-file.ts';
import { kinds, modelOf } from '../../src/engine/files/testing/models.ts';
import { hostileBytes } from './bytes.ts';
import { mebibyte } from './surface.ts';
import { hostileJson, hostileNames } from './values.ts';

type Parts = Readonly<Record<string, Uint8Array>>;

/** As small as possible. */
export const wholeModelFiles = await Promise.all(
  [kinds[0], kinds[2], kinds[6]].map(([, changes]) => encodeModelFile(modelOf({ ...changes, units: 16 }))),
);
export const wholeModelParts: readonly Parts[] = wholeModelFiles.map((file) => unzipSync(file));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const without = (parts: Parts, name: string): Parts =>
  Object.fromEntries(Object.entries(parts).filter(([each]) => each !== name));

/** With right checksums for the changed parts, so that everything else is checked. */
function signed(parts: Parts): Parts {
  const others = without(parts, 'manifest.json');
  const { 'metadata.json': metadata, 'weights.bin': weights } = others;
  const described = new TextDecoder()
    .decode(metadata)
    .replace(/"weightsSha256": ?"[0-9a-f]{64}"/, `"weightsSha256":"${sha256(weights)}"`);
  const all = { ...others, ...(metadata.length > 0 && { 'metadata.json': strToU8(described) }) };
  const checksums = Object.fromEntries(Object.entries(all).map(([name, bytes]) => [name, sha256(bytes)]));
  const manifest = { format: 'gatescope', version: 1, sha256: checksums };
  return { 'manifest.json': strToU8(JSON.stringify(manifest)), ...all };
}

/** One part, damaged as its kind allows. */
const altered: fc.Arbitrary<Parts> = fc.constantFrom(...wholeModelParts).chain((parts) =>
  fc.constantFrom(...Object.keys(parts)).chain((name) => {
    const content = name.endsWith('.json')
      ? hostileJson(JSON.parse(new TextDecoder().decode(parts[name]))).map((text) => strToU8(text))
      : hostileBytes([parts[name]]);
    return content.map((bytes) => ({ ...parts, [name]: bytes }));
  }),
);

/** A missing part, a part of another file, and parts that no model has. */
const mixed: fc.Arbitrary<Parts> = fc
  .tuple(
    fc.constantFrom(...wholeModelParts),
    fc.constantFrom(...wholeModelParts),
    fc.constantFrom(...Object.keys(wholeModelParts[0])),
    fc.nat(2),
  )
  .map(([parts, others, name, how]) => {
    if (how === 0) return without(parts, name);
    if (how === 1) return { ...parts, [name]: others[name] };
    const strangers = hostileNames.filter((each) => each.length < 400).map((each) => [`${each}/${name}`, parts[name]]);
    return { ...parts, ...(Object.fromEntries(strangers) as Parts) };
  });

const crowd = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [String(index), new Uint8Array()]));
const bombs = ['model.json', 'weights.bin', 'metadata.json', 'history.json', 'history.bin', 'manifest.json'].map(
  (name) => zipSync({ ...wholeModelParts[0], [name]: new Uint8Array(80 * mebibyte) }),
);
/** Each part is within its limit; together they exceed it. */
const two = new Uint8Array(48 * mebibyte);
const harmful = [
  ...bombs,
  zipSync({ ...without(wholeModelParts[0], 'manifest.json'), 'weights.bin': two, 'history.bin': two }),
  zipSync({ ...crowd, ...wholeModelParts[0] }),
  ...wholeModelFiles.map((file) => Uint8Array.from(Buffer.concat([file, file]))),
];

export const modelZips: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 8, arbitrary: hostileBytes(wholeModelFiles) },
  { weight: 6, arbitrary: altered.map(signed).map((parts) => zipSync(parts, { level: 1 })) },
  { weight: 3, arbitrary: altered.map((parts) => zipSync(without(parts, 'manifest.json'), { level: 1 })) },
  { weight: 2, arbitrary: altered.map((parts) => zipSync(parts, { level: 1 })) },
  { weight: 3, arbitrary: mixed.map((parts) => zipSync(parts, { level: 0 })) },
  { weight: 1, arbitrary: fc.constantFrom(...harmful) },
);
