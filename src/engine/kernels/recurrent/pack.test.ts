import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bankFloats } from './fill.ts';
import type { Optimizer } from '../threads/jobs.ts';
import { packWeights, unpackWeights } from './pack.ts';
import { type NetworkShape, weightLayout } from './shape.ts';
import { describeEachBuild } from '../testing/builds.ts';
import { anyShape, cells, createCase, shapeWith, weightShapes } from '../testing/cases.ts';
import { openNetwork } from '../testing/networks.ts';

/** The numbers 1, 2, 3, … as weights. */
function numbered(shape: NetworkShape): Float32Array[] {
  let next = 1;
  return weightShapes(shape).map((sizes) =>
    Float32Array.from({ length: sizes.reduce((product, size) => product * size) }, () => next++),
  );
}

function packed(shape: NetworkShape, arrays: readonly Float32Array[]): Float32Array {
  const bank = new Float32Array(weightLayout(shape).bytes / Float32Array.BYTES_PER_ELEMENT);
  packWeights(shape, arrays, bank);
  return bank;
}

function unpacked(shape: NetworkShape, bank: Float32Array): Float32Array[] {
  const arrays = numbered(shape).map(({ length }) => new Float32Array(length));
  unpackWeights(shape, bank, arrays);
  return arrays;
}

test('weights round-trip through the panels, each with its own place', () => {
  fc.assert(
    fc.property(anyShape, (shape) => {
      const arrays = numbered(shape);
      const bank = packed(shape, arrays);
      const count = arrays.reduce((sum, { length }) => sum + length, 0);
      // float32 counts to 2^24, far more than needed.
      expect([...bank].filter((value) => value !== 0).sort((a, b) => a - b)).toEqual(
        Array.from({ length: count }, (_, index) => index + 1),
      );
      expect(unpacked(shape, bank)).toEqual(arrays);
    }),
    { seed: 30, numRuns: 30 },
  );
});

test('an LSTM unit’s gates are in adjacent panels: input, forget, output gate, candidate', () => {
  const shape = shapeWith({ inputSize: 3, units: 17 });
  const { kernel } = weightLayout(shape).layers[0];
  const panel = 16 * (16 + 32);
  const bank = packed(shape, numbered(shape));
  // Row 1 of the input kernel, unit 16: lane 0 of the second block's panels. tfjs has columns i, f, g, o.
  const places = [4, 5, 6, 7].map((index) => bank[kernel / 4 + index * panel + 16]);
  expect(places).toEqual([0, 1, 3, 2].map((gate) => 1 + 68 + 17 * gate + 16));
});

const optimizers: Optimizer[] = [
  { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  { kind: 'rmsprop', decay: 0.9, epsilon: 1e-7, epsilonPlace: 'besideRoot' },
  { kind: 'momentum', momentum: 0.9 },
];

describeEachBuild((kernels) => {
  test.each(optimizers)('the padding between weights stays 0 in training by $kind', async (optimizer) => {
    for (const cell of cells) {
      const shape = shapeWith({ ...cell, layers: 2, inputSize: 21 });
      const given = createCase({ shape, count: 13, seed: 31 });
      const network = openNetwork(kernels, given);
      const update = { optimizer, learningRate: 0.05, clipNorm: 0.5, weightDecay: 0.1, truncation: shape.steps };
      for (let step = 0; step < 4; step++) await network.train(given.batch, update);
      const { plan, memory } = network;
      const addresses = {
        weights: network.presentBank().weights,
        gradients: plan.shards[0].gradients,
        'first moments': plan.moments[0],
        'second moments': plan.moments[1],
      };
      for (const [what, address] of Object.entries(addresses)) {
        const bank = bankFloats(memory, plan, address).slice();
        const weightsAlone = packed(shape, unpacked(shape, bank));
        const stray = bank.findIndex((value, index) => value !== weightsAlone[index]);
        expect(stray, `${what} of ${cell.cell} ${cell.activation}`).toBe(-1);
      }
    }
  });
});
