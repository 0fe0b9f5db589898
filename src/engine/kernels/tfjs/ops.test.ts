import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startTestBackend } from '../../testing/start.ts';
import { createRecurrentOps } from './ops.ts';
import { createWorkspace } from './ops-workspace.ts';
import { cells } from '../testing/cases.ts';
import { expectClose } from '../testing/close.ts';
import {
  anyLayer,
  createLayerCase,
  kernelsByTile,
  type LayerRecipe,
  layerWith,
  optionsOf,
  outputAndGradients,
  referenceLayer,
  tensorsOf,
} from '../testing/recurrent-cases.ts';

beforeAll(startTestBackend);

vi.mock('./ops-workspace.ts', { spy: true });

afterEach(() => {
  vi.clearAllMocks();
});

/**
 * Relative to an array's largest element. Both sides sum some hundred float32 products in different orders, and the kernels'
 * tanh and sigmoid are exact to 3e-7; that comes to 5e-7 at most. An error in a formula or in an index is orders of
 * magnitude larger.
 */
const tolerance = 5e-6;

const operandNames = ['x', 'kernel', 'recurrent kernel', 'bias'];

const [kernels] = kernelsByTile;

describe.each(kernelsByTile.map((loaded) => ({ name: loaded.build.name, loaded })))('$name', ({ loaded }) => {
  const { recurrent } = createRecurrentOps(loaded);

  function expectReference(recipe: LayerRecipe): void {
    const layerCase = createLayerCase(recipe);
    const actual = outputAndGradients(recipe, layerCase, ([x, kernel, recurrentKernel, bias]) =>
      recurrent(x, kernel, recurrentKernel, bias, optionsOf(recipe)),
    );
    const expected = referenceLayer(recipe, layerCase);
    expectClose(actual.output, expected.output, tolerance);
    expected.gradients.forEach((gradient, index) => {
      expectClose(actual.gradients[index], gradient, tolerance);
    });
  }

  test('matches the outputs and all gradients of plain layers, for any shape', () => {
    fc.assert(fc.property(anyLayer, expectReference), { seed: 3, numRuns: 20 });
  });

  test.each<Partial<LayerRecipe>>([
    { inputSize: 128 },
    { inputSize: 129, everyStep: true },
    { cell: 'gru', inputSize: 200, batch: 1 },
    { cell: 'gru', units: 32, inputSize: 16, batch: 24, everyStep: true },
    { cell: 'rnn', units: 40, inputSize: 300, steps: 2 },
  ])('matches them for %j', (some) => {
    expectReference(layerWith(some));
  });

  test('an infinite input saturates the gates of every unit, for any number of units', () => {
    // A ReLU passes it on, and ∞ − ∞ is NaN.
    const bounded = cells.filter(({ activation }) => activation !== 'relu');
    for (const [cell, units] of bounded.flatMap((each) => [1, 15, 16, 17].map((count) => [each, count] as const))) {
      const recipe = layerWith({ ...cell, units });
      const { x, ...weights } = createLayerCase(recipe);
      const layerCase = { ...weights, x: x.with(0, Infinity) };
      const [input, kernel, recurrentKernel, bias] = tensorsOf(recipe, layerCase);
      const states = recurrent(input, kernel, recurrentKernel, bias, optionsOf(recipe)).dataSync<'float32'>();
      expect(states.every(Number.isFinite), `${cell.cell} of ${units} units`).toBe(true);
      expectClose(states, referenceLayer(recipe, layerCase).output, tolerance);
    }
  });
});

test('has the gradient of x over a single step, which plain layers lack', () => {
  const { recurrent } = createRecurrentOps(kernels);
  const recipe = layerWith({ cell: 'gru', steps: 1, batch: 1 });
  const { gradients } = outputAndGradients(recipe, createLayerCase(recipe), ([x, kernel, recurrentKernel, bias]) =>
    recurrent(x, kernel, recurrentKernel, bias, optionsOf(recipe)),
  );
  const [x, kernel, , bias] = tensorsOf(recipe, { ...createLayerCase(recipe), bias: gradients[3] });
  expect(x.size).toBe(recipe.inputSize);
  // For one sample and one step, the bias gradient is that of the pre-activations.
  expectClose(gradients[0], kernel.dot(bias).dataSync(), tolerance);
});

describe('overlapping calls', () => {
  const recipe = layerWith({ everyStep: true });
  const first = createLayerCase(recipe);
  const second = createLayerCase({ ...recipe, seed: 2 });

  test('two forward passes of one shape may precede the first backward pass', () => {
    const { recurrent } = createRecurrentOps(kernels);
    const operands = [...tensorsOf(recipe, first), ...tensorsOf(recipe, second)];
    const compute = ([x, kernel, recurrentKernel, bias]: tf.Tensor[], above: Float32Array) =>
      recurrent(x, kernel, recurrentKernel, bias, optionsOf(recipe)).mul(tf.tensor(above, [5, 4, 20]));
    const gradients = tf.grads((...tensors) =>
      compute(tensors.slice(0, 4), first.gradient).add(compute(tensors.slice(4), second.gradient)),
    )(operands);
    const expected = [first, second].flatMap((layerCase) => referenceLayer(recipe, layerCase).gradients);
    gradients.forEach((gradient, index) => {
      expectClose(gradient.dataSync(), expected[index], tolerance);
    });
  });

  test('other reads in between, with other batch sizes, do not spoil gradients', () => {
    const { recurrent } = createRecurrentOps(kernels);
    const alone = outputAndGradients(recipe, first, ([x, kernel, recurrentKernel, bias]) =>
      recurrent(x, kernel, recurrentKernel, bias, optionsOf(recipe)),
    );
    const crowded = outputAndGradients(recipe, first, ([x, kernel, recurrentKernel, bias]) => {
      const states = recurrent(x, kernel, recurrentKernel, bias, optionsOf(recipe));
      for (const batch of [1, 9]) {
        const other = layerWith({ batch, seed: 3 });
        const [otherX, ...weights] = tensorsOf(other, createLayerCase(other));
        recurrent(otherX, weights[0], weights[1], weights[2], optionsOf(other));
      }
      return states;
    });
    expect(crowded).toEqual(alone);
  });
});

describe('memory', () => {
  function train(ops: ReturnType<typeof createRecurrentOps>, recipe: LayerRecipe): void {
    outputAndGradients(recipe, createLayerCase(recipe), ([x, kernel, recurrentKernel, bias]) =>
      ops.recurrent(x, kernel, recurrentKernel, bias, optionsOf(recipe)),
    );
  }

  test('two hundred calls leak no tensor and allocate memory once', () => {
    const ops = createRecurrentOps(kernels);
    train(ops, layerWith());
    const { numTensors, numBytes } = tf.memory();
    for (let call = 0; call < 200; call++) train(ops, layerWith({ batch: 1 + (call % 5) }));
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    expect(createWorkspace).toHaveBeenCalledTimes(1);
  });

  test('keeps the memory of the last eight shapes, and none once disposed', () => {
    const ops = createRecurrentOps(kernels);
    const trainUnits = (...units: number[]) => {
      vi.mocked(createWorkspace).mockClear();
      for (const each of units) train(ops, layerWith({ units: each }));
      return vi.mocked(createWorkspace).mock.calls.length;
    };
    expect(trainUnits(1, 2, 3, 4, 5, 6, 7, 8)).toBe(8);
    expect(trainUnits(1)).toBe(0);
    // Evicts 2, now the least recently used.
    expect(trainUnits(9)).toBe(1);
    expect(trainUnits(1, 3, 4, 5, 6, 7, 8, 9)).toBe(0);
    expect(trainUnits(2)).toBe(1);
    ops.dispose();
    expect(trainUnits(2)).toBe(1);
  });
});

describe('rejects what does not fit', () => {
  const { recurrent } = createRecurrentOps(kernels);
  const recipe = layerWith();

  test.each(operandNames.map((name, index) => ({ name, index })))('$name of another shape', ({ index }) => {
    const operands = tensorsOf(recipe, createLayerCase(recipe));
    operands[index] = tf.zeros([3, 3]);
    const [x, kernel, recurrentKernel, bias] = operands;
    expect(() => recurrent(x, kernel, recurrentKernel, bias, optionsOf(recipe))).toThrow(
      /^Input, kernel, recurrent kernel and bias do not fit together: .*\[3, 3\].* for lstm\.$/,
    );
  });

  test('an LSTM with another activation than tanh', () => {
    const [x, kernel, recurrentKernel, bias] = tensorsOf(recipe, createLayerCase(recipe));
    expect(() => recurrent(x, kernel, recurrentKernel, bias, { cell: 'lstm', activation: 'relu' })).toThrow(
      new TypeError('The kernels compute LSTM with tanh only, not with relu.'),
    );
  });
});
