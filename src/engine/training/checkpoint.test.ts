import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint, UnusableCheckpoint } from './checkpoint.ts';
import { checkpointOf } from './testing/checkpoints.ts';

test('a run comes back from its bytes as it was', () => {
  for (const steps of [0, 1, 13]) {
    const checkpoint = checkpointOf(steps);
    expect(decodeCheckpoint(encodeCheckpoint(checkpoint))).toEqual(checkpoint);
  }
});

test('a run that an earlier version saved keeps the epsilon of RMSprop within the root', () => {
  const bytes = encodeCheckpoint(checkpointOf(4));
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const json = new TextDecoder().decode(bytes.subarray(4, 4 + length));
  const earlier = json.replace(',"epsilonPlace":"besideRoot"', '').padEnd(length);
  bytes.set(new TextEncoder().encode(earlier), 4);
  const { trainer } = decodeCheckpoint(bytes);
  expect(trainer).toEqual({ step: 4, rate: { cycle: 0, scale: 0.5 }, epsilonPlace: 'withinRoot' });
});

test('the bytes may lie anywhere in a buffer', () => {
  const checkpoint = checkpointOf(4);
  const bytes = encodeCheckpoint(checkpoint);
  const within = new Uint8Array(bytes.length + 3);
  within.set(bytes, 3);
  expect(decodeCheckpoint(within.subarray(3))).toEqual(checkpoint);
});

test('what is cut off or longer is refused', () => {
  const bytes = encodeCheckpoint(checkpointOf(4));
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), (length) => {
      expect(() => decodeCheckpoint(bytes.subarray(0, length))).toThrow(UnusableCheckpoint);
    }),
  );
  expect(() => decodeCheckpoint(Uint8Array.from([...bytes, 0]))).toThrow(UnusableCheckpoint);
});

test('bytes of any kind give a run or are refused, never anything else', () => {
  const whole = encodeCheckpoint(checkpointOf(2));
  const decode = (bytes: Uint8Array) => {
    try {
      return decodeCheckpoint(bytes).weights.length;
    } catch (error) {
      expect(error).toBeInstanceOf(UnusableCheckpoint);
      return null;
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decode(bytes)));
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
      const altered = whole.slice();
      altered[at] = byte;
      decode(altered);
    }),
    { numRuns: 1000 },
  );
});

test('weights that are not numbers are refused', () => {
  const { weights, ...rest } = checkpointOf(3);
  weights[1].values[0] = Number.NaN;
  expect(() => decodeCheckpoint(encodeCheckpoint({ ...rest, weights }))).toThrow('weights that are not numbers');
});
