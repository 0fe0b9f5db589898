/**
 * Reads what the page packs with msgpackr, and nothing else of msgpack: nil, booleans, numbers, texts, lists, objects
 * as records or maps, typed arrays, `undefined`, and references to earlier objects of the frame. Everything that a
 * header declares is counted before anything is built from it, so that no frame costs more than its bytes and `limits.maxFrameValues`
 * explain. msgpackr's own reader also makes dates and regular expressions, compiles a function for each
 * record, and reads a text again for each reference to it.
 */

import { limits } from '../domain/limits/limits.ts';

/** Kinds of numbers at the places by which msgpackr names them. */
const arraysByKind = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[Float32Array, Float64Array],
] as const;

/** msgpackr's extensions. */
const kinds = { undefined: 0x00, error: 0x65, named: 0x69, reference: 0x70, record: 0x72, typedArray: 0x74 } as const;

/** What may be referred to; null while it is being read, since nothing can contain itself. */
type Named = { readonly value: unknown; readonly size: number } | null;

/** @throws Error that says why the frame is not a message of the page */
export function decodeFrame(frame: Uint8Array): unknown {
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
  const records = new Map<number, readonly string[]>();
  const named = new Map<number, Named>();
  let at = 0;
  let depth = 0;
  let count = 1;

  function promise(values: number): void {
    count += values;
    if (count > limits.maxFrameValues) throw new Error(`It has more than ${limits.maxFrameValues} values.`);
  }

  /** Skips bytes. @returns where they begin */
  function pass(length: number): number {
    const from = at;
    if (length > bytes.length - from) throw new Error('It ends too early.');
    at += length;
    return from;
  }

  const u8 = () => bytes.readUInt8(pass(1));
  const u16 = () => bytes.readUInt16BE(pass(2));
  const u32 = () => bytes.readUInt32BE(pass(4));
  const readText = (length: number) => bytes.toString('utf8', pass(length), at);
  const copyOf = (length: number) => Uint8Array.from(bytes.subarray(pass(length), at));

  function readList(length: number): unknown[] {
    promise(length);
    return Array.from({ length }, read);
  }

  function readMap(length: number): object {
    promise(2 * length);
    const map: Record<string, unknown> = {};
    for (let entry = 0; entry < length; entry += 1) {
      const name = asName(read());
      map[name] = read();
    }
    return map;
  }

  function readRecord(names: readonly string[]): object {
    promise(names.length);
    const record: Record<string, unknown> = {};
    for (const name of names) record[name] = read();
    return record;
  }

  /** The description of records, and the first of them. */
  function describeRecord(id: number): object {
    const names = read();
    if (!Array.isArray(names)) throw new Error('A record has no names.');
    const described = names.map(asName);
    records.set(id, described);
    return readRecord(described);
  }

  function readNamed(id: number): unknown {
    named.set(id, null);
    const before = count;
    const value = read();
    named.set(id, { value, size: count - before });
    return value;
  }

  /** Counts everything that it refers to, since walking through the message meets it again. */
  function readReference(id: number): unknown {
    const meant = named.get(id);
    if (!meant) throw new Error('A reference leads nowhere.');
    promise(meant.size);
    return meant.value;
  }

  function readTypedArray(length: number): ArrayBufferView {
    const kind = arraysByKind.at(u8());
    if (!kind) throw new Error('Numbers are of a kind that no page sends.');
    return new kind(copyOf(length - 1).buffer);
  }

  function readExtension(length: number): unknown {
    const kind = u8();
    if (kind === kinds.typedArray && length > 0) return readTypedArray(length);
    if (kind === kinds.named && length === 4) return readNamed(u32());
    if (kind === kinds.reference && length === 4) return readReference(u32());
    const id = u8();
    if (kind === kinds.undefined && length === 1) return undefined;
    if (kind === kinds.record && length === 1) return describeRecord(id & 0x3f);
    // A listener of the page has failed: the error's message, without making one.
    if (kind === kinds.error && length === 1) return read();
    throw new Error('A value is of a kind that no page sends.');
  }

  function read(): unknown {
    depth += 1;
    if (depth > limits.maxFrameDepth) throw new Error(`It has more than ${limits.maxFrameDepth} levels.`);
    const value = readValue(u8());
    depth -= 1;
    return value;
  }

  function readValue(token: number): unknown {
    if (token < 0x80) return readSmall(token);
    if (token < 0x90) return readMap(token & 0x0f);
    if (token < 0xa0) return readList(token & 0x0f);
    if (token < 0xc0) return readText(token & 0x1f);
    if (token >= 0xe0) return token - 0x100;
    return readLong(token);
  }

  /** A number, or a record where those of this id were described. */
  function readSmall(token: number): unknown {
    const names = token < 0x40 ? undefined : records.get(token & 0x3f);
    return names ? readRecord(names) : token;
  }

  function readLong(token: number): unknown {
    switch (token) {
      case 0xc0:
        return null;
      case 0xc2:
      case 0xc3:
        return token === 0xc3;
      case 0xc4:
        return copyOf(u8());
      case 0xc5:
        return copyOf(u16());
      case 0xc6:
        return copyOf(u32());
      case 0xc7:
        return readExtension(u8());
      case 0xc8:
        return readExtension(u16());
      case 0xc9:
        return readExtension(u32());
      case 0xca:
        return bytes.readFloatBE(pass(4));
      case 0xcb:
        return bytes.readDoubleBE(pass(8));
      case 0xcc:
        return u8();
      case 0xcd:
        return u16();
      case 0xce:
        return u32();
      case 0xd0:
        return bytes.readInt8(pass(1));
      case 0xd1:
        return bytes.readInt16BE(pass(2));
      case 0xd2:
        return bytes.readInt32BE(pass(4));
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return readExtension(2 ** (token - 0xd4));
      case 0xd9:
        return readText(u8());
      case 0xda:
        return readText(u16());
      case 0xdb:
        return readText(u32());
      case 0xdc:
        return readList(u16());
      case 0xdd:
        return readList(u32());
      case 0xde:
        return readMap(u16());
      case 0xdf:
        return readMap(u32());
      default:
        throw new Error('A value is of a kind that no page sends.');
    }
  }

  const message = read();
  if (at < bytes.length) throw new Error('There are bytes after it.');
  return message;
}

/** @throws Error for a name that is not safe in an object */
function asName(value: unknown): string {
  if (typeof value !== 'string' || value === '__proto__') throw new Error('A name is invalid.');
  return value;
}
