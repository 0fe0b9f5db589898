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

test('a batch larger than the workspace is taken piece by piece, with the same results', () => {
  const call: Call = recipe;
  const whole = createWorkspace(kernels, shape, 11);
  const pieces = createWorkspace(kernels, shape, 4);
  expect(pieces.forward(call, operands)).toEqual(whole.forward(call, operands));
  const expected = whole.backward(call, gradient, neverAsked);
  const actual = pieces.backward(call, gradient, () => operands);
  expect(actual.x).toEqual(expected.x);
  // Sums over the batch are taken in another order.
  expectClose(actual.kernel, expected.kernel, 1e-6);
  expectClose(actual.recurrentKernel, expected.recurrentKernel, 1e-6);
  expectClose(actual.bias, expected.bias, 1e-6);
});

test('the way back computes the tape anew where another call has overwritten it, or used it up', () => {
  const workspace = createWorkspace(kernels, shape, 11);
  const call: Call = recipe;
  workspace.forward(call, operands);
  const expected = workspace.backward(call, gradient, neverAsked);
  expect(workspace.backward(call, gradient, () => operands)).toEqual(expected);
  workspace.forward(call, operands);
  workspace.forward({ ...recipe }, { ...operands, kernel: operands.kernel.map((weight) => -weight) });
  expect(workspace.backward(call, gradient, () => operands)).toEqual(expected);
});

test('the samples of a workspace stay within 128 MiB, and a usual batch is taken at once', () => {
  const wide: NetworkShape = { ...shape, cell: 'lstm', steps: 28, inputSize: 28, units: 128 };
  expect(pieceOf(kernels, wide, 128)).toBe(128);
  const piece = pieceOf(kernels, wide, 10_000);
  expect(piece).toBeGreaterThan(256);
  expect(planMemory(wide, piece, 1, kernels.build.rows, { wantsInputs: true }).bytes).toBeLessThanOrEqual(
    130 * 2 ** 20,
  );
  // However much its weights take.
  expect(pieceOf(kernels, { ...wide, units: 1024 }, 64)).toBe(64);
  // One tile is the least that there is.
  expect(pieceOf(kernels, { ...wide, steps: 10_000, units: 512 }, 64)).toBeLessThan(kernels.build.rows);
  expect(pieceOf(kernels, shape, 0)).toBe(1);
});
