// Holds P42.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveBank, partOf } from './derive.ts';
import { bankFloats } from './fill.ts';
import { instantiate } from '../builds/instantiate.ts';
import { createMemory } from '../memory.ts';
import { describeEachBuild } from '../testing/builds.ts';
import { createCase, shapeWith } from '../testing/cases.ts';
import { expectClose } from '../testing/close.ts';
import { regionsOf } from '../testing/memory-regions.ts';
import { openNetwork } from '../testing/networks.ts';

test('the threads’ parts are contiguous, complete, and differ in size by at most one', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 64 }), (count, threads) => {
      const parts = Array.from({ length: threads }, (_, thread) => partOf(count, thread, threads));
      expect(parts[0][0]).toBe(0);
      expect(parts[threads - 1][1]).toBe(count);
      parts.slice(1).forEach(([from], index) => {
        expect(from).toBe(parts[index][1]);
      });
      const sizes = parts.map(([from, to]) => to - from);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
    { seed: 50 },
  );
});

describeEachBuild((kernels) => {
  test.each([2, 3, 5])('%d threads make the same copies of the weights as one', (threads) => {
    const given = createCase({ shape: shapeWith({ layers: 2, units: 40 }), count: 1, seed: 51 });
    const network = openNetwork(kernels, given);
    const { plan, memory } = network;
    const [whole, inParts] = plan.banks;
    bankFloats(memory, plan, inParts.weights).set(bankFloats(memory, plan, whole.weights));
    for (let thread = 0; thread < threads; thread++) deriveBank(network.kernels, plan, inParts, thread, threads);
    const copiesOf = (bank: 0 | 1) =>
      regionsOf(plan)
        .filter(({ name }) => name.startsWith(`bank ${bank}`))
        .map(({ address, bytes }) => Buffer.from(memory.buffer, address, bytes));
    const expected = copiesOf(0);
    expect(expected.every((copy) => copy.some((byte) => byte !== 0))).toBe(true);
    expect(copiesOf(1).map((copy, index) => copy.equals(expected[index]))).toEqual(expected.map(() => true));
  });

  test.each([1, 2, 4])('sums the gradients of %d threads in thread order, and their squares in float64', (parts) => {
    const from = 4096;
    const floats = 16 * 131;
    const partBytes = 4 * floats;
    const memory = createMemory(from + parts * partBytes);
    const gradients = new Float32Array(memory.buffer, from, parts * floats);
    gradients.forEach((_, index) => (gradients[index] = Math.sin(index) * 10 ** (index % 5)));
    const given = gradients.slice();
    const expected = Float32Array.from({ length: floats }, (_, index) => {
      let sum = given[index];
      for (let part = 1; part < parts; part++) sum = Math.fround(sum + given[part * floats + index]);
      return sum;
    });
    const { sumGradients } = instantiate(kernels.module, memory);
    // Two ranges of different length, neither a multiple of the inner summation's.
    const middle = 64 * 50;
    const squares =
      sumGradients(from, partBytes, parts, 0, middle) + sumGradients(from, partBytes, parts, middle, partBytes);
    expect(gradients.slice(0, floats)).toEqual(expected);
    const exact = expected.reduce((sum, value) => sum + value * value, 0);
    // Squares are rounded to float32 and summed in it over up to 256 numbers per lane.
    expectClose([squares], [exact], 1e-6);
  });

  test('sums squares that underflow in float32', () => {
    const from = 4096;
    const floats = 16 * 131;
    const memory = createMemory(from + 4 * floats);
    const gradients = new Float32Array(memory.buffer, from, floats);
    const { sumGradients, clipGradients } = instantiate(kernels.module, memory);
    for (const size of [1e-10, 1e-18, 1e-23, 1e-35]) {
      gradients.fill(size);
      const exact = floats * gradients[0] ** 2;
      expectClose([sumGradients(from, 0, 1, 0, 4 * floats) / exact], [1], 1e-6, `sum of ${size}`);
      expectClose([clipGradients(from, 0, 4 * floats, 1) / exact], [1], 1e-6, `clipped ${size}`);
    }
  });
});
