/** What a chart draws of its values: on a logarithmic axis nothing lower than a floor, which uPlot needs to come to an end. */

import { magnitude, powerOfTen } from '../i18n/numbers.ts';

const floorExponent = -20;

/** Values below are drawn here: below about 1e-22 uPlot looks for marks of the axis without end. */
export const logFloor = Number(`1e${floorExponent}`);

/** The place on a logarithmic axis, in the table or legend of one, of all that is smaller: `<10⁻²⁰`. */
export const belowFloor = `<${powerOfTen(floorExponent)}`;

/** float32's smallest number with all its digits (IEEE 754); of smaller ones hardly a digit is right. */
const smallestWhole = 2 ** -126;

/** As {@link magnitude}; a gradient that float32 has no number for is not said to be 0, and none is told to digits that it lacks. */
export function gradientMagnitude(norm: number): string {
  return norm < smallestWhole ? belowFloor : magnitude(norm);
}

/**
 * What stands at a mark of an axis. The origin of a linear one is 0, whatever a value of 0 means among gradients.
 * @param format of values
 */
export function markText(mark: number, logScale: boolean, format: (value: number) => string): string {
  if (logScale && mark <= logFloor) return belowFloor;
  const text = format(mark);
  return text === belowFloor ? '0' : text;
}

type Value = number | null | undefined;

/**
 * How values of these curves are drawn: null leaves a gap, for what is no finite number and, on a logarithmic axis, for what is
 * not positive. Where a curve comes down to the floor a zero is drawn there too: what float32 has no smaller number for.
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
