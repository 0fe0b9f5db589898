import { beforeAll, expect, test } from 'vitest';
import { startTestBackend } from '../../testing/start.ts';
import { planMemory } from '../recurrent/memory-plan.ts';
import { type Call, createWorkspace, pieceOf } from './ops-workspace.ts';
import type { NetworkShape } from '../recurrent/shape.ts';
import { expectClose } from '../testing/close.ts';
import { createLayerCase, kernelsByTile, layerWith } from '../testing/recurrent-cases.ts';

beforeAll(startTestBackend);

const [kernels] = kernelsByTile;
const recipe = layerWith({ cell: 'gru', batch: 11, everyStep: true });
const { cell, activation, steps, inputSize, units } = recipe;
const shape: NetworkShape = { cell, activation, steps, inputSize, units, layers: 1, classes: 0 };
const { gradient, ...operands } = createLayerCase(recipe);

function neverAsked(): never {
  throw new Error('The tape was there.');
}

test('a batch larger than the workspace runs piece by piece, with the same results', () => {
  const call: Call = recipe;
  const whole = createWorkspace(kernels, shape, 11);
  const pieces = createWorkspace(kernels, shape, 4);
  expect(pieces.forward(call, operands)).toEqual(whole.forward(call, operands));
  const expected = whole.backward(call, gradient, neverAsked);
  const actual = pieces.backward(call, gradient, () => operands);
  expect(actual.x).toEqual(expected.x);
  // The order of sums over the batch differs.
  expectClose(actual.kernel, expected.kernel, 1e-6);
  expectClose(actual.recurrentKernel, expected.recurrentKernel, 1e-6);
  expectClose(actual.bias, expected.bias, 1e-6);
});

test('the backward pass recomputes a tape that another call has overwritten or used up', () => {
  const workspace = createWorkspace(kernels, shape, 11);
  const call: Call = recipe;
  workspace.forward(call, operands);
  const expected = workspace.backward(call, gradient, neverAsked);
  expect(workspace.backward(call, gradient, () => operands)).toEqual(expected);
  workspace.forward(call, operands);
  workspace.forward({ ...recipe }, { ...operands, kernel: operands.kernel.map((weight) => -weight) });
  expect(workspace.backward(call, gradient, () => operands)).toEqual(expected);
});

test('a workspace’s samples stay within 128 MiB, and a usual batch fits at once', () => {
  const wide: NetworkShape = { ...shape, cell: 'lstm', steps: 28, inputSize: 28, units: 128 };
  expect(pieceOf(kernels, wide, 128)).toBe(128);
  const piece = pieceOf(kernels, wide, 10_000);
  expect(piece).toBeGreaterThan(256);
  expect(planMemory(wide, piece, 1, kernels.build.rows, { wantsInputs: true }).bytes).toBeLessThanOrEqual(
    130 * 2 ** 20,
  );
  // Regardless of the size of its weights.
  expect(pieceOf(kernels, { ...wide, units: 1024 }, 64)).toBe(64);
  // At least one tile.
  expect(pieceOf(kernels, { ...wide, steps: 10_000, units: 512 }, 64)).toBeLessThan(kernels.build.rows);
  expect(pieceOf(kernels, shape, 0)).toBe(1);
});
