import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeCheckpoint } from './checkpoint.ts';
import { UnusableCheckpoint } from './framed.ts';
import { decodeSaved } from './saved-file.ts';
import { encodeNetwork } from './kept-network.ts';
import { checkpointOf, keptNetwork } from './testing/checkpoints.ts';

test('a run survives a round trip', () => {
  for (const steps of [0, 1, 13]) {
    const checkpoint = checkpointOf(steps);
    expect(decodeSaved(encodeCheckpoint(checkpoint))).toEqual(checkpoint);
  }
});

test("a run saved by an earlier version keeps RMSprop's epsilon inside the root", () => {
  const bytes = encodeCheckpoint(checkpointOf(4));
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const json = new TextDecoder().decode(bytes.subarray(4, 4 + length));
  const earlier = json.replace(',"epsilonPlace":"besideRoot"', '').padEnd(length);
  bytes.set(new TextEncoder().encode(earlier), 4);
  const trainer = { step: 4, rate: { cycle: 0, scale: 0.5 }, epsilonPlace: 'withinRoot' };
  expect(decodeSaved(bytes)).toMatchObject({ trainer });
});

test('decodes bytes anywhere in a buffer', () => {
  const checkpoint = checkpointOf(4);
  const bytes = encodeCheckpoint(checkpoint);
  const within = new Uint8Array(bytes.length + 3);
  within.set(bytes, 3);
  expect(decodeSaved(within.subarray(3))).toEqual(checkpoint);
});

test('refuses truncated and overlong bytes', () => {
  const bytes = encodeCheckpoint(checkpointOf(4));
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), (length) => {
      expect(() => decodeSaved(bytes.subarray(0, length))).toThrow(UnusableCheckpoint);
    }),
  );
  expect(() => decodeSaved(Uint8Array.from([...bytes, 0]))).toThrow(UnusableCheckpoint);
});

test('any bytes either give a run or are refused', () => {
  const whole = encodeCheckpoint(checkpointOf(2));
  const decode = (bytes: Uint8Array) => {
    try {
      return decodeSaved(bytes).weights.length;
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

test('refuses weights that are not finite', () => {
  const { weights, ...rest } = checkpointOf(3);
  weights[1].values[0] = Number.NaN;
  expect(() => decodeSaved(encodeCheckpoint({ ...rest, weights }))).toThrow('weights are not finite numbers');
});

test('a fine-tuned network survives a round trip, and is refused if truncated', () => {
  const network = keptNetwork(469);
  const bytes = encodeNetwork(network);
  expect(decodeSaved(bytes)).toEqual(network);
  for (const cut of [1, 4, 4000]) expect(() => decodeSaved(bytes.subarray(0, -cut))).toThrow(UnusableCheckpoint);
});
