import { expect, test } from 'vitest';
import type { GradientFlow } from '../../../protocol/trace.ts';
import { flowCurves, flowTrend } from './flow-data.ts';

/** Two layers over six steps, of which the first two are before the window. */
function flowOf(top: readonly number[]): GradientFlow {
  return {
    steps: 6,
    firstStep: 2,
    layers: 2,
    lossGradient: Float32Array.of(0, 0, 1, 1, 1, 1, 0, 0, ...top),
    stateJacobian: new Float32Array(),
    stretch: null,
    truncation: 0,
    step: 7,
  };
}

test('begins curves at the window, layer by layer, and has only the known ones', () => {
  const [steps, bottom, top, ...others] = flowCurves(flowOf([0.1, 0.2, 0.4, 0.8]));
  expect([...steps]).toEqual([3, 4, 5, 6]);
  expect([...bottom]).toEqual([1, 1, 1, 1]);
  expect(top[3]).toBeCloseTo(0.8);
  expect(others).toEqual([]);
  expect(flowCurves({ ...flowOf([1, 1, 1, 1]), stateJacobian: new Float32Array(12) })).toHaveLength(5);
});

test('gives a gradient that halves with each step back the factor one half', () => {
  const { factor, endsAt } = flowTrend(flowOf([0.1, 0.2, 0.4, 0.8]));
  expect(factor).toBeCloseTo(0.5, 6);
  expect(endsAt).toBeNull();
});

test('takes the trend of a truncated gradient over the steps it reaches', () => {
  const { factor, endsAt } = flowTrend(flowOf([0, 0, 0.9, 0.3]));
  expect(factor).toBeCloseTo(3, 5);
  expect(endsAt).toBe(5);
  expect(flowTrend(flowOf([0, 0, 0, 0]))).toEqual({ factor: null, endsAt: null, fadesAt: null });
});

test('does not call a vanishing gradient truncated', () => {
  const fading = flowTrend(flowOf([0, 1e-25, 1e-10, 1e-5]));
  expect(fading.factor).toBeCloseTo(1e-5, 9);
  expect(fading).toMatchObject({ endsAt: null, fadesAt: 4 });
  expect(flowTrend(flowOf([1e-40, 1e-30, 1e-26, 1e-22]))).toEqual({ factor: null, endsAt: null, fadesAt: 6 });
});

test('ends the curve where training truncates the gradient, and takes the trend of what training uses', () => {
  const flow = { ...flowOf([0.1, 0.2, 0.4, 0.8]), truncation: 2, stateJacobian: new Float32Array(12).fill(1) };
  const [, bottom, top, ...jacobians] = flowCurves(flow);
  expect([bottom, top].map((curve) => [...curve].map(Number.isFinite))).toEqual([
    [false, false, true, true],
    [false, false, true, true],
  ]);
  expect(jacobians.every((curve) => curve.every((norm) => norm === 1))).toBe(true);
  expect(flowTrend(flow)).toMatchObject({ factor: expect.closeTo(0.5, 6) as number, endsAt: null, fadesAt: null });
});
