/** Tells apart what is new and what is only another object, so that nothing is done again for the latter. No DOM. */

/** Whether two objects hold the same: each field is the same value, or a typed array of the same numbers. */
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

/** @returns gives back the former object where the next one holds the same; a `$derived` of it then has not changed */
export function keepSame<Value extends object>(): (next: Value) => Value {
  let former: Value | null = null;
  return (next) => (former = former && sameContent(former, next) ? former : next);
}
