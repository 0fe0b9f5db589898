/** Caches slow computations: all builds are compared with the same references. */

/** @param compute its argument is identified by its JSON */
export function oncePer<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const name = JSON.stringify(key);
    const value = known.get(name) ?? compute(key);
    known.set(name, value);
    return value;
  };
}
