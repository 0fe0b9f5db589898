/** The values that a chart draws: on a logarithmic axis nothing below a floor, without which uPlot never ends. */

import { magnitude, powerOfTen } from '../i18n/numbers.ts';

const floorExponent = -20;

/** Smaller values are drawn here: below about 1e-22 uPlot looks for axis marks forever. */
export const logFloor = Number(`1e${floorExponent}`);

/** Label for everything below the floor on a logarithmic axis, or in its table or legend: `<10⁻²⁰`. */
export const belowFloor = `<${powerOfTen(floorExponent)}`;

/** float32's smallest number with full precision (IEEE 754); of smaller ones hardly a digit is right. */
const smallestWhole = 2 ** -126;

/** As {@link magnitude}, but a gradient too small for float32 is not called 0, and none gets digits that it lacks. */
export function gradientMagnitude(norm: number): string {
  return norm < smallestWhole ? belowFloor : magnitude(norm);
}

/**
 * The label of an axis mark. The origin of a linear axis is 0, whatever a value of 0 means among gradients.
 * @param format of values
 */
export function markText(mark: number, logScale: boolean, format: (value: number) => string): string {
  if (logScale && mark <= logFloor) return belowFloor;
  const text = format(mark);
  return text === belowFloor ? '0' : text;
}

type Value = number | null | undefined;

/**
 * The values to draw: null leaves a gap, for what is not finite and, on a logarithmic axis, for what is not positive.
 * Where a curve comes down to the floor, a zero is drawn there too: a number too small for float32.
 */
export function drawn(curves: readonly ArrayLike<Value>[], logScale: boolean): (value: Value) => number | null {
  if (!logScale) return (value) => (isFinite(value) ? value : null);
  const reachesFloor = curves.some((curve) => Array.prototype.some.call(curve, isBelowFloor));
  return (value) => {
    if (!isFinite(value) || value < 0 || (value === 0 && !reachesFloor)) return null;
    return Math.max(value, logFloor);
  };
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isBelowFloor(value: unknown): boolean {
  return isFinite(value) && value > 0 && value <= logFloor;
}
