/** Columns of numbers that grow at their end, for what is drawn again and again while a run goes on. */

type Numbers = Float32Array | Float64Array;

/** Entries; a column that has grown too long moves to twice as many. */
const firstCapacity = 1024;

/** The capacity that holds `length` entries. */
export function capacityFor(length: number): number {
  let capacity = firstCapacity;
  while (capacity < length) capacity *= 2;
  return capacity;
}

/**
 * A column whose entries are worked out once, in their order.
 * @param make zeroed memory for so many entries
 * @param fill writes the entries `from` up to, not including, `to`
 * @returns the column's first `length` entries, never fewer than before. No array it gave is written to again.
 */
export function growing<Column extends Numbers>(
  make: (capacity: number) => Column,
  fill: (into: Column, from: number, to: number) => void,
): (length: number) => Column {
  let memory: Column | null = null;
  let filled = 0;
  return (length) => {
    if (!memory || memory.length < length) {
      const larger = make(capacityFor(length));
      if (memory) larger.set(memory.subarray(0, filled));
      memory = larger;
    }
    fill(memory, filled, length);
    filled = length;
    return memory.subarray(0, length) as Column;
  };
}

/** Whether a curve is a former one gone on: the same memory of numbers, from the same place, and no shorter. */
export function continues(curve: ArrayLike<unknown>, former: ArrayLike<unknown> | undefined): boolean {
  return (
    ArrayBuffer.isView(curve) &&
    ArrayBuffer.isView(former) &&
    curve.buffer === former.buffer &&
    curve.byteOffset === former.byteOffset &&
    curve.length >= former.length
  );
}
