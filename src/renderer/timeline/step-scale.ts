/**
 * Where training steps stand along the timeline: evenly in √step, as the moments are kept, so that the beginning, in
 * which most is learned, has room. Places are shares of the whole, from 0 to 1.
 */

/** @param last the newest step, greater than 0 */
export function placeOf(step: number, last: number): number {
  return Math.sqrt(step / last);
}

/**
 * The edges of the moments, one more than there are: each moment reaches halfway to its neighbours.
 * @param steps ascending, of two moments or more
 */
export function edgesOf(steps: readonly number[]): readonly number[] {
  const last = steps.at(-1) ?? 1;
  const places = steps.map((step) => placeOf(step, last));
  return [0, ...places.slice(1).map((place, index) => (places[index] + place) / 2), 1];
}

/** The moment at a place; beyond the ends the first or last. */
export function momentAt(place: number, edges: readonly number[]): number {
  const after = edges.findIndex((edge) => edge > place);
  return after === -1 ? edges.length - 2 : Math.max(after - 1, 0);
}

const roundNumbers = [1, 2, 5];

/**
 * Round steps that are labelled, as many as have room.
 * @param width of the whole, and `from` what its beginning keeps free, in CSS pixels
 * @param labelWidth of one label
 */
export function stepTicks(last: number, width: number, from: number, labelWidth: number): readonly number[] {
  const ticks: number[] = [];
  let free = width;
  for (let decade = 10 ** Math.floor(Math.log10(Math.max(last, 1))); decade >= 1; decade /= 10) {
    for (const digit of roundNumbers.toReversed()) {
      const step = digit * decade;
      const right = placeOf(step, last) * width + labelWidth / 2;
      if (step > last || right > free || right - labelWidth < from) continue;
      ticks.unshift(step);
      free = right - labelWidth;
    }
  }
  return ticks;
}
