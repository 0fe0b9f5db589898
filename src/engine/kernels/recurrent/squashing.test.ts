import { describe, expect, test } from 'vitest';
import { instantiate, type LoadedKernels } from '../builds/instantiate.ts';
import { createMemory } from '../memory.ts';
import { describeEachBuild } from '../testing/builds.ts';

/** The largest errors among all float32 values, in any build; for tanh also relative to its value. */
const bounds = { tanhAll: 4.2e-7, sigmoidAll: 2.3e-7 } as const;
type FunctionName = keyof typeof bounds;

const exact = { tanhAll: (x: number) => Math.tanh(x), sigmoidAll: (x: number) => 1 / (1 + Math.exp(-x)) } as const;

/** Consecutive float32 values. */
function floatsFrom(first: number, count: number): number[] {
  const [start] = new Int32Array(Float32Array.of(first).buffer);
  return [...new Float32Array(Int32Array.from({ length: count }, (_, index) => start + index).buffer)];
}

const magnitudes = [
  ...Array.from({ length: 2 ** 15 }, (_, index) => index / 2 ** 11),
  // tanh is least exact here, and σ at twice the value.
  ...floatsFrom(5.773, 2 ** 13),
  ...floatsFrom(5.826, 2 ** 13),
  ...Array.from({ length: 100 }, (_, index) => 2 ** -index),
];
const samples = Float32Array.from(magnitudes.flatMap((x) => [x, -x, 2 * x, -2 * x]));

function evaluate({ module }: LoadedKernels, name: FunctionName, numbers: Float32Array): Float32Array {
  const from = 4096;
  const to = from + numbers.byteLength;
  const memory = createMemory(to + numbers.byteLength);
  new Float32Array(memory.buffer, from, numbers.length).set(numbers);
  instantiate(module, memory)[name](from, to, numbers.byteLength);
  return new Float32Array(memory.buffer, to, numbers.length).slice();
}

describeEachBuild((kernels) => {
  describe.each(['tanhAll', 'sigmoidAll'] as const)('%s', (name) => {
    test('is as close to the float64 function as its comment says', () => {
      const errors = evaluate(kernels, name, samples).map((value, index) =>
        Math.abs(value - exact[name](samples[index])),
      );
      expect(errors.reduce((most, error) => Math.max(most, error))).toBeLessThan(bounds[name]);
    });

    test('never leaves the range of the function', () => {
      const values = evaluate(kernels, name, samples);
      expect(values.reduce((most, value) => Math.max(most, value))).toBeLessThanOrEqual(1);
      expect(values.reduce((least, value) => Math.min(least, value))).toBeGreaterThanOrEqual(
        name === 'tanhAll' ? -1 : 0,
      );
    });

    test('reaches its limits, and propagates NaN', () => {
      const extremes = Float32Array.of(100, NaN, -100, Infinity, -Infinity, 3e38, -3e38, 0);
      const values = evaluate(kernels, name, extremes);
      expect(values[1]).toBeNaN();
      expect(values[7]).toBe(exact[name](0));
      for (const index of [0, 2, 3, 4, 5, 6]) {
        expect(Math.abs(values[index] - exact[name](extremes[index]))).toBeLessThan(bounds[name]);
      }
    });
  });

  test('tanh is odd, and has the same relative error for small numbers', () => {
    const values = evaluate(kernels, 'tanhAll', samples);
    values.forEach((value, index) => {
      const x = samples[index];
      // A hundred thousand expectations would take seconds.
      if (index % 2 === 1 && value !== -values[index - 1]) expect.fail(`tanh ${x} is not −tanh ${-x}`);
      if (x !== 0 && !(Math.abs(value / Math.tanh(x) - 1) < bounds.tanhAll)) expect.fail(`tanh ${x} is not ${value}`);
    });
  });
});
