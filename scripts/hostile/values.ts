/** Valid values with parts replaced, left out, repeated, nested, and named like inherited properties. */

import fc from 'fast-check';

/** Names that lead out of a folder, or to inherited properties. */
export const hostileNames = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', ' ', '.', '..'],
  ...['../../../../etc/passwd', '/etc/passwd', 'C:\\Windows\\win.ini', '..\\..\\x', 'a\u0000b', 'nul', '%2e%2e%2f'],
  ...['\u202Egnp.exe', '\uD800', '\u001b[2J', 'ㅎ'.repeat(300), '👩‍👩‍👧‍👧', 'x'.repeat(70_000), '${1}', '<script>'],
];

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const numbers = [0, -0, -1, 0.5, 1, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e308, 5e-324, NaN, Infinity, -Infinity];

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...numbers),
  fc.constantFrom(...hostileNames),
  fc.constantFrom(null, true, false, undefined, {}, [], [[]], [null]),
  fc.constantFrom(...[1, 50, 1000].map((depth) => nested(depth))),
  fc.constantFrom(new Array<number>(2000).fill(1), 'NaN', '1e999', '12', '0x10'),
  fc.jsonValue({ maxDepth: 3 }),
);

type Change = (value: unknown) => unknown;

const changeHere: fc.Arbitrary<Change> = fc.oneof(
  hostileValue.map((instead) => () => instead),
  fc.tuple(fc.constantFrom(...hostileNames), hostileValue).map(([name, more]) => withMore(name, more)),
  fc.nat().map((at) => (value: unknown) => {
    if (Array.isArray(value)) return value.filter((_: unknown, index) => index !== at % value.length) as unknown[];
    if (!isPlain(value)) return undefined;
    const entries = Object.entries(value);
    return Object.fromEntries(entries.filter((_, index) => index !== at % entries.length));
  }),
  fc.constantFrom(2, 40).map((times) => (value: unknown) => {
    if (Array.isArray(value)) return Array.from({ length: times }, () => value as unknown[]).flat();
    return typeof value === 'string' ? value.repeat(times) : new Array<unknown>(times).fill(value);
  }),
  fc
    .constantFrom(-1, 1)
    .map(
      (by) => (value: unknown) =>
        typeof value === 'number' ? value + by : typeof value === 'string' ? `${value}${by}` : [value],
    ),
);

/** The value with one to three parts of it, at any depth, changed; sometimes unchanged. */
export function hostileVersions(value: unknown): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.array(fc.nat({ max: 1000 }), { maxLength: 6 }), changeHere);
  return fc
    .array(change, { maxLength: 3 })
    .map((changes) => changes.reduce((before, [path, apply]) => changedAt(before, path, apply), value));
}

/**
 * As {@link hostileVersions}, as text: also with numbers too large for JSON, repeated names, cut off, nested and far
 * too long.
 */
export function hostileJson(value: unknown): fc.Arbitrary<string> {
  const written = hostileVersions(value).map(toJson);
  return fc.oneof(
    { weight: 30, arbitrary: written },
    { weight: 3, arbitrary: fc.tuple(written, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))) },
    { weight: 2, arbitrary: fc.tuple(written, written).map((texts) => texts.join('')) },
    { weight: 1, arbitrary: fc.constantFrom('[', '{"a":', '[{"strokes":').map((open) => open.repeat(100_000)) },
    { weight: 1, arbitrary: swollenJson(value) },
    { weight: 1, arbitrary: fc.constantFrom('', '\uFEFF[]', 'null', '""', '{"__proto__":{"digits":[]}}', '\u0000') },
    { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
  );
}

const swollenBytes = 2 ** 19;
const swollen = '@swollen';

/** One of its lists has so many small values that a validator which notes each fault drowns in them. */
function swollenJson(value: unknown): fc.Arbitrary<string> {
  const lists = pathsOfLists(value);
  return fc
    .tuple(fc.constantFrom(...(lists.length > 0 ? lists : [[]])), fc.constantFrom('0', 'null', '[]', '{}', '""'))
    .map(([path, each]) => {
      const list = `[${`${each},`.repeat(Math.floor(swollenBytes / (each.length + 1)))}${each}]`;
      return toJson(changedAt(value, path, () => swollen)).replace(`"${swollen}"`, list);
    });
}

/** Path of each list in it. */
function pathsOfLists(value: unknown): number[][] {
  const parts: readonly unknown[] = Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : [];
  const below = parts.flatMap((part, at) => pathsOfLists(part).map((path) => [at, ...path]));
  return Array.isArray(value) ? [[], ...below] : below;
}

const tooLarge = '@1e999';

function toJson(value: unknown): string {
  const text = JSON.stringify(value, (_, each: unknown) => (each === Infinity ? tooLarge : each)) as string | undefined;
  return (text ?? '').replaceAll(`"${tooLarge}"`, '1e999');
}

function changedAt(value: unknown, path: readonly number[], change: Change): unknown {
  if (path.length === 0) return change(value);
  const [at, ...further] = path;
  if (Array.isArray(value) && value.length > 0) {
    const here = at % value.length;
    return value.map((each: unknown, index) => (index === here ? changedAt(each, further, change) : each));
  }
  if (!isPlain(value)) return change(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return change(value);
  const here = at % entries.length;
  return Object.fromEntries(
    entries.map(([name, each], index) => [name, index === here ? changedAt(each, further, change) : each]),
  );
}

function withMore(name: string, more: unknown): Change {
  return (value) => {
    if (Array.isArray(value)) return [...(value as unknown[]), more];
    // Unlike an assignment this makes an own property called __proto__.
    return isPlain(value) ? Object.fromEntries([...Object.entries(value), [name, more]]) : more;
  };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}
