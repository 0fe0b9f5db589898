/** Tells new content from a new object with the same content, so that nothing is redone for the latter. */

/** Whether two objects have the same content: each field the same value, or a typed array of the same numbers. */
export function sameContent(a: object, b: object): boolean {
  if (a === b) return true;
  const [ofA, ofB] = [Object.entries(a), b as Record<string, unknown>];
  return ofA.length === Object.keys(b).length && ofA.every(([name, value]) => sameValue(value, ofB[name]));
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isNumbers(a) || !isNumbers(b) || a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!Object.is(a[at], b[at])) return false;
  return true;
}

function isNumbers(value: unknown): value is Float32Array | Uint8Array {
  return value instanceof Float32Array || value instanceof Uint8Array;
}

/**
 * @returns a function that returns the previous object where the next one has the same content, so that a `$derived` of
 * it does not change
 */
export function keepSame<Value extends object>(): (next: Value) => Value {
  let former: Value | null = null;
  return (next) => (former = former && sameContent(former, next) ? former : next);
}
