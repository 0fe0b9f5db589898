// Holds P23.
import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { describe, expect, test } from 'vitest';
import { decodeFrame } from './decode-frame.ts';
import { packr } from './testing/host.ts';
import { limits } from '../domain/limits/limits.ts';

const numbers = fc.oneof(fc.integer(), fc.double(), fc.nat(300), fc.maxSafeInteger());
const arrays = fc.oneof(
  ...[fc.uint8Array(), fc.int8Array(), fc.uint8ClampedArray(), fc.uint16Array(), fc.int16Array(), fc.uint32Array()],
  ...[fc.int32Array(), fc.float32Array(), fc.float64Array()],
);
const names = fc.string().filter((name) => name !== '__proto__');
const messages = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    ...[numbers, fc.boolean(), fc.constant(null), fc.constant(undefined), fc.string({ unit: 'grapheme' }), arrays],
    fc.array(tie('value')),
    fc.dictionary(names, tie('value'), { noNullPrototype: true }),
  ),
})).value;

describe('a message of the page', () => {
  test('is read as msgpackr reads it', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(decodeFrame(packr.pack(message))).toEqual(message);
      }),
    );
  });

  test('is also read as maps, which msgpackr writes where there are many kinds of objects', () => {
    const plain = new Packr({ useRecords: false });
    const message = Array.from({ length: 300 }, (_, index) => ({ [`field ${index}`]: index, more: [{}] }));
    for (const each of [packr, plain]) expect(decodeFrame(each.pack(message))).toEqual(message);
  });

  test('may contain the same object twice', () => {
    const recipe = { units: 128, images: Uint8Array.of(1, 2) };
    expect(decodeFrame(packr.pack({ runs: [recipe, recipe] }))).toEqual({ runs: [recipe, recipe] });
  });

  test('keeps no reference to the frame, which may be large', () => {
    const read = decodeFrame(packr.pack(new Uint8Array(3))) as Uint8Array;
    expect(read.buffer.byteLength).toBe(3);
  });

  test('carries the message of a failed listener, without making an error', () => {
    expect(decodeFrame(packr.pack({ e: new RangeError('no') }))).toEqual({ e: ['RangeError', 'no', undefined] });
  });
});

test.each([
  ['a date', packr.pack(new Date())],
  ['a set', packr.pack(new Set([1]))],
  ['a regular expression', packr.pack(/a/)],
  ['a whole number without bounds', packr.pack(2n ** 80n)],
  ['64 bits', packr.pack(2n ** 63n - 1n)],
  ['a list that holds itself', packr.pack(cyclic())],
  ['a reference to nothing', Buffer.from([0xd6, 0x70, 0, 0, 0, 1])],
  ['a name that objects inherit', Buffer.from([0x81, 0xa9, ...Buffer.from('__proto__'), 0x80])],
  ['two messages', Buffer.concat([packr.pack(1), packr.pack(2)])],
  ['nothing', new Uint8Array()],
])('refuses %s', (_, frame) => {
  expect(() => decodeFrame(frame)).toThrow();
});

test('accepts levels and values up to their limits', () => {
  const nested = (levels: number) => Buffer.concat([Buffer.alloc(levels - 1, 0x91), Buffer.from([0xc0])]);
  expect(() => decodeFrame(nested(limits.maxFrameDepth))).not.toThrow();
  expect(() => decodeFrame(nested(limits.maxFrameDepth + 1))).toThrow('levels');
  expect(decodeFrame(list(limits.maxFrameValues - 1, [0xc0]))).toHaveLength(limits.maxFrameValues - 1);
  expect(() => decodeFrame(list(limits.maxFrameValues, [0xc0]))).toThrow('values');
});

/** Each would cost msgpackr's own reader between a second and minutes, or hundreds of megabytes. */
const costly: readonly (readonly [string, Uint8Array])[] = [
  ['a million empty maps', filled([0x80])],
  ['errors', filled([0xd4, 0x65, 0x00, 0x93, 0xa1, 0x78, 0xa0, 0xc0])],
  ['regular expressions', filled([0xd4, 0x78, 0x00, 0x92, 0xa1, 0x78, 0xa0])],
  ['empty lists of numbers', filled([0xd4, 0x74, 0x01])],
  ['dates', filled([0xd6, 0xff, 1, 2, 3, 4])],
  ['references to one text', filled([0xd6, 0x62, 0x00, 0x07, 0x00, 0x00, 0xc0])],
  ['descriptions of records', filled([0xd4, 0x72, 0x40, 0x91, 0xa1, 0x6b, 0xc0, 0x40, 0xc0, 0x40, 0xc0, 0x40, 0xc0])],
  ['as many lists of numbers as are allowed', list(limits.maxFrameValues - 1, [0xd4, 0x74, 0x01])],
  ['as many empty maps as are allowed', list(limits.maxFrameValues - 1, [0x80])],
  ['as many names as are allowed', manyNames()],
  ['lists that hold the one before twice', doubling(30)],
  ['a text of a megabyte', Buffer.concat([Buffer.from([0xdb, 0x00, 0x0f, 0xff, 0x00]), Buffer.alloc(0xfff00, 0xc3)])],
  ['a promise of four billion values', Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff])],
];

test.each(costly)('takes at most 100 ms and 64 MiB for %s', (_, frame) => {
  expect(frame.length).toBeLessThanOrEqual(limits.maxFrameBytes);
  const costs = [1, 2, 3].map(() => {
    const [before, memoryBefore] = [process.cpuUsage(), memory()];
    try {
      structuredClone(decodeFrame(frame));
    } catch {
      // Refused.
    }
    const { user, system } = process.cpuUsage(before);
    return { ms: (user + system) / 1_000, bytes: memory() - memoryBefore };
  });
  expect(Math.min(...costs.map(({ ms }) => ms))).toBeLessThan(100);
  expect(Math.min(...costs.map(({ bytes }) => bytes))).toBeLessThan(64 * 2 ** 20);
});

function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function header(token: number, length: number): Buffer {
  const bytes = Buffer.alloc(5, token);
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

function list(length: number, item: readonly number[]): Buffer {
  return Buffer.concat([header(0xdd, length), Buffer.alloc(length * item.length, Buffer.from(item))]);
}

/** As many of them as a frame holds. */
function filled(item: readonly number[]): Buffer {
  return list(Math.floor((limits.maxFrameBytes - 5) / item.length), item);
}

function manyNames(): Buffer {
  const half = Math.floor(limits.maxFrameValues / 2) - 1;
  const entries = Array.from({ length: half }, (_, index) => packr.pack(String((index * 1_000_003) % 40_000_000)));
  return Buffer.concat([header(0xdf, half), ...entries.flatMap((name) => [name, Buffer.from([0xc0])])]);
}

function doubling(times: number): Buffer {
  let value = Buffer.from([0x91, 0xc0]);
  for (let id = 1; id <= times; id += 1)
    value = Buffer.concat([
      Buffer.from([0x92, 0xd6, 0x69, 0, 0, 0, id]),
      value,
      Buffer.from([0xd6, 0x70, 0, 0, 0, id]),
    ]);
  return value;
}

function cyclic(): unknown {
  const holder: { itself?: unknown } = {};
  holder.itself = holder;
  return holder;
}
