/** Class names of the shown data set: MNIST's digits, or those of a person's own set. Reactive like `t`. */

import { noAnswer } from '../../protocol/answers.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import { digitClasses } from '../../domain/recipe/network-fields.ts';

const digitNames: readonly string[] = Array.from({ length: digitClasses }, (_, digit) => String(digit));

let names = $state.raw(digitNames);
let digits = $state(true);

/** Longest name, in characters, that fits a column as narrow as a digit's. */
const shortName = 2;

export function classNames(): readonly string[] {
  return names;
}

/**
 * Name of class `index`; its number where the set has no such class, as while a network of another set is shown; – for
 * {@link noAnswer}.
 */
export function className(index: number): string {
  if (index === noAnswer) return '–';
  return names.at(index) ?? String(index);
}

/** Whether the names fit where digits do. */
export function hasShortNames(): boolean {
  return names.length <= digitClasses && names.every(({ length }) => length <= shortName);
}

/** Whether the classes are MNIST's. */
export function areDigits(): boolean {
  return digits;
}

export function nameClasses({ id, classNames: next }: Pick<DataSetInfo, 'id' | 'classNames'>): void {
  names = next;
  digits = id === 'mnist';
}
