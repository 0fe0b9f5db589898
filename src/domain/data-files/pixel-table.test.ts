// Holds P25.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ColumnsError, looksLikePixelTable, parsePixelTable } from './pixel-table.ts';

const text = (content: string) => new TextEncoder().encode(content);

test('labels and pixels survive a round trip through text, with or without titles, with any line ending', () => {
  const images = fc.array(fc.uint8Array({ minLength: 26, maxLength: 26 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(images, fc.boolean(), fc.constantFrom('\n', '\r\n'), (rows, hasTitles, ending) => {
      const titles = ['label', ...Array.from({ length: 25 }, (_, pixel) => `pixel${pixel}`)].join();
      const lines = [...(hasTitles ? [titles] : []), ...rows.map((row) => row.join()), ''];
      const table = parsePixelTable(text(lines.join(ending)));
      expect(table?.labels).toEqual({ shape: [rows.length], values: Uint8Array.from(rows, (row) => row[0]) });
      expect(table?.images.shape).toEqual([rows.length, 5, 5]);
      const pixels = rows.flatMap((row) => [...row.subarray(1)]);
      const areShares = Math.max(...pixels) === 1;
      expect(table?.areShares).toBe(areShares);
      expect([...(table?.images.values ?? [])]).toEqual(areShares ? pixels.map((pixel) => 255 * pixel) : pixels);
    }),
  );
});

const row = (label: number, fields: readonly string[], separator = ',') => [label, ...fields].join(separator);
const sixteen = (...fields: string[]) => Array.from({ length: 16 }, (_, index) => fields[index % fields.length]);

test.each([[';'], ['\t'], [', ']])('columns may be separated by %j', (separator) => {
  const table = parsePixelTable(
    text(`${row(3, sixteen('0', '200'), separator)}\n${row(4, sixteen('9'), separator)}\n`),
  );
  expect(table?.labels.values).toEqual(Uint8Array.of(3, 4));
  expect(table?.images.values.slice(0, 4)).toEqual(Uint8Array.of(0, 200, 0, 200));
});

test('pixels from 0 to 1 are scaled, however written; others are rounded', () => {
  const shares = ['0', '1.0', '0.5', '.25', '2.000000000000000000e-01'];
  const table = parsePixelTable(text(`${row(0, sixteen(...shares))}\n${row(1, sixteen('0.0'))}\n`));
  expect(table?.areShares).toBe(true);
  expect(table?.images.values.slice(0, 5)).toEqual(Uint8Array.of(0, 255, 128, 64, 51));
  const whole = parsePixelTable(text(`${row(0, sixteen('0.4', '254.6', '1e2'))}\n${row(1, sixteen('0'))}\n`));
  expect(whole?.areShares).toBe(false);
  expect(whole?.images.values.slice(0, 3)).toEqual(Uint8Array.of(0, 255, 100));
});

test('reports the number of columns of a table without labels, or of another shape', () => {
  const lines = (columns: number) => text(`${Array.from({ length: columns }, () => '7').join()}\n`.repeat(2));
  for (const [columns, hasNoLabel] of [
    [784, true],
    [16, true],
    [20, false],
  ] as const) {
    expect(looksLikePixelTable(lines(columns))).toBe(true);
    expect(() => parsePixelTable(lines(columns))).toThrow(ColumnsError);
    expect(() => parsePixelTable(lines(columns))).toThrow(expect.objectContaining({ columns, hasNoLabel }) as Error);
  }
});

test.each([
  ['a pixel that is none', 1, '300'],
  ['a word', 2, 'ink'],
  ['a negative pixel', 1, '-1'],
  ['an endless number', 2, '1'.repeat(400)],
  ['nothing', 2, ''],
])('reports %s by line', (_, line, field) => {
  const rows = [1, 2].map((row) => [
    '7',
    ...Array.from({ length: 16 }, (_, pixel) => (row === line && pixel === 3 ? field : '1')),
  ]);
  expect(() => parsePixelTable(text(`${rows.join('\n')}\n`))).toThrow(`line ${line}`);
});

test('a text of names is not a table', () => {
  expect(looksLikePixelTable(text('left\nmiddle\nright, or so\n'))).toBe(false);
  expect(parsePixelTable(text('0 48\n1 49\n'))).toBe(null);
  const recipe = JSON.stringify({ format: 'gatescope-recipe', numbers: Array.from({ length: 20 }, () => 'a') });
  expect(looksLikePixelTable(text(`${recipe}\n`))).toBe(false);
});
