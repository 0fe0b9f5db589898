/** Formats the figures' numbers, which may be very large or very small. */

import { formatCount } from '../../i18n/format.ts';
import { magnitude } from '../../i18n/numbers.ts';

/** Whole numbers from a thousand to a thousand million in full; beyond, powers of ten: `82,817,975`, `2.7·10⁻⁵`. */
export function written(value: number): string {
  return value >= 1e3 && value < 1e9 ? formatCount(value) : magnitude(value);
}
