/** Bytes in a text that an address takes as it is (base64url, RFC 4648 §5, without padding), and whole numbers in few bytes. */

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const valueOf = new Map(Array.from(letters, (letter, value) => [letter, value] as const));

export function textOfBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const sextets = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63];
    text += sextets
      .slice(0, Math.min(3, bytes.length - at) + 1)
      .map((sextet) => letters[sextet])
      .join('');
  }
  return text;
}

/** @returns null for anything that {@link textOfBytes} did not write */
export function bytesOfText(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of text) {
    const value = valueOf.get(letter);
    if (value === undefined) return null;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = (bits >> held) & 255;
  }
  return textOfBytes(bytes) === text ? bytes : null;
}

/** Writes whole numbers, small ones in one byte: seven bits each, the lowest first; the highest bit says that more follow (LEB128). */
export function numberWriter() {
  const bytes: number[] = [];
  /** @param value from 0 to 2³² − 1 */
  function add(value: number): void {
    let rest = value;
    while (rest > 127) {
      bytes.push((rest & 127) | 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return {
    add,
    /** One that may be negative: 0, −1, 1, −2 … become 0, 1, 2, 3 … */
    addSigned: (value: number) => {
      add(value < 0 ? -2 * value - 1 : 2 * value);
    },
    bytes: () => Uint8Array.from(bytes),
  };
}

/** Of 32 bits. */
const bytesOfNumber = 5;

/** Reads what {@link numberWriter} wrote; its numbers are NaN where the bytes have ended or make no number. */
export function numberReader(bytes: Uint8Array) {
  let at = 0;
  function next(): number {
    let value = 0;
    for (let place = 0; place < bytesOfNumber; place++) {
      if (at >= bytes.length) return Number.NaN;
      const byte = bytes[at++];
      value += (byte & 127) * 128 ** place;
      if (byte < 128) return value;
    }
    return Number.NaN;
  }
  return {
    next,
    nextSigned: () => {
      const value = next();
      return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
    },
    /** Bytes that have not been read. */
    left: () => bytes.length - at,
  };
}
