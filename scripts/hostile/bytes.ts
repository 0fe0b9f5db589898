/** Valid files, then cut, damaged, with other lengths in their headers; and mere noise. */

import fc from 'fast-check';

type Mutation = (bytes: Uint8Array) => Uint8Array;

/** Sizes that headers declare and parsers believe. */
const hostileSizes = [0, 1, 9, 28, 255, 256, 65_535, 65_536, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff];

/** A place in the file as a share of its length; headers, at its beginning and end, more often than the rest. */
const place = fc.oneof(
  fc.nat({ max: 64 }).map((at) => (length: number) => Math.min(at, length)),
  fc.nat({ max: 64 }).map((at) => (length: number) => Math.max(0, length - at)),
  fc.double({ min: 0, max: 1, noNaN: true }).map((share) => (length: number) => Math.floor(share * length)),
);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  place.map((at) => (bytes: Uint8Array) => bytes.slice(0, at(bytes.length))),
  fc.tuple(place, fc.nat({ max: 7 })).map(([at, bit]) =>
    changed((bytes, view) => {
      const byte = at(bytes.length - 1);
      if (byte >= 0 && byte < bytes.length) view.setUint8(byte, bytes[byte] ^ (1 << bit));
    }),
  ),
  fc
    .tuple(place, fc.constantFrom(...hostileSizes), fc.constantFrom(1, 2, 4), fc.boolean())
    .map(([at, size, width, little]) =>
      changed((bytes, view) => {
        const from = at(bytes.length - width);
        if (from < 0 || from + width > bytes.length) return;
        if (width === 1) view.setUint8(from, size);
        else if (width === 2) view.setUint16(from, size, little);
        else view.setUint32(from, size, little);
      }),
    ),
  fc.tuple(place, fc.uint8Array({ maxLength: 40 })).map(
    ([at, noise]) =>
      (bytes: Uint8Array) =>
        joined(bytes.subarray(0, at(bytes.length)), noise, bytes.subarray(at(bytes.length))),
  ),
  fc.tuple(place, place, place).map(([from, to, at]) => (bytes: Uint8Array) => {
    const part = bytes.subarray(from(bytes.length), to(bytes.length));
    return joined(bytes.subarray(0, at(bytes.length)), part, bytes.subarray(at(bytes.length)));
  }),
  fc.tuple(place, fc.nat({ max: 40 })).map(
    ([at, length]) =>
      (bytes: Uint8Array) =>
        joined(bytes.subarray(0, at(bytes.length)), bytes.subarray(at(bytes.length) + length)),
  ),
);

/** One of the valid files, damaged up to four times; sometimes noise. */
export function hostileBytes(wholeFiles: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const altered = fc
    .tuple(fc.constantFrom(...wholeFiles), fc.array(mutation, { maxLength: 4 }))
    .map(([whole, mutations]) => mutations.reduce((bytes, mutate) => mutate(bytes), whole));
  return fc.oneof({ weight: 15, arbitrary: altered }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) });
}

function changed(change: (bytes: Uint8Array, view: DataView) => void): Mutation {
  return (before) => {
    const bytes = Uint8Array.from(before);
    change(bytes, new DataView(bytes.buffer));
    return bytes;
  };
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
