/** A hash of the bits of arrays, to tell whether two processes computed the same. Not cryptographic. */

/** FNV-1a over 32-bit words (G. Fowler, L. C. Noll, K.-P. Vo). */
export function createDigest() {
  let sum = 0x811c9dc5;
  return {
    add(numbers: Float32Array): void {
      for (const word of new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length)) {
        sum = Math.imul(sum ^ word, 0x01000193);
      }
    },
    /** 8 hexadecimal digits. */
    digest: () => (sum >>> 0).toString(16).padStart(8, '0'),
  };
}
