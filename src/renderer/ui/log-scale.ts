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
  const span = drawnSpan(logScale, logScale && reachesFloor(curves));
  return (value) => {
    const place = placeWithin(span, value);
    return Number.isNaN(place) ? null : place;
  };
}

/** Values below `least` are not drawn, others no lower than at `floor`. */
export type DrawnSpan = { readonly least: number; readonly floor: number };

/** @param toFloor whether one of the curves comes down to the floor of a logarithmic axis */
export function drawnSpan(logScale: boolean, toFloor: boolean): DrawnSpan {
  if (!logScale) return { least: -Infinity, floor: -Infinity };
  return { least: toFloor ? 0 : Number.MIN_VALUE, floor: logFloor };
}

/** Where a value is drawn; NaN leaves a gap. */
export function placeWithin({ least, floor }: DrawnSpan, value: Value): number {
  return isFinite(value) && value >= least ? Math.max(value, floor) : Number.NaN;
}

/** Whether one of the curves comes down to the floor of a logarithmic axis, and is not zero there. */
export function reachesFloor(curves: readonly ArrayLike<Value>[]): boolean {
  return curves.some((curve) => comesDown(curve, 0));
}

/** @param from index to begin with */
export function comesDown(curve: ArrayLike<Value>, from: number): boolean {
  for (let index = from; index < curve.length; index++) if (isBelowFloor(curve[index])) return true;
  return false;
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isBelowFloor(value: unknown): boolean {
  return isFinite(value) && value > 0 && value <= logFloor;
}
