/** Ink as 28×28 pixels without centring: half a digit must not be centred like a whole one. */

import { digitSide } from '../../domain/ink/centre.ts';
import type { Ink } from '../../domain/ink/ink.ts';
import type { Pixels } from '../../protocol/values.ts';

/** Each pixel is the mean over its square. @param ink whose sides are whole multiples of 28 */
export function pixelsInPlace({ width, height, coverage }: Ink): Pixels {
  const [across, down] = [width / digitSide, height / digitSide];
  const pixels = new Uint8Array(digitSide * digitSide);
  for (let at = 0; at < pixels.length; at++) {
    const left = (at % digitSide) * across;
    const top = Math.floor(at / digitSide) * down;
    let sum = 0;
    for (let y = top; y < top + down; y++) for (let x = left; x < left + across; x++) sum += coverage[y * width + x];
    pixels[at] = Math.round(sum / (across * down));
  }
  return pixels;
}
