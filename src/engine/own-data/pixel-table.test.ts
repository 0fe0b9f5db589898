import fc from 'fast-check';
import { expect, test } from 'vitest';
import { looksLikePixelTable, parsePixelTable } from './pixel-table.ts';

const text = (content: string) => new TextEncoder().encode(content);

test('labels and pixels come back from their text, with or without titles, however its lines end', () => {
  const images = fc.array(fc.uint8Array({ minLength: 26, maxLength: 26 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(images, fc.boolean(), fc.constantFrom('\n', '\r\n'), (rows, hasTitles, ending) => {
      const titles = ['label', ...Array.from({ length: 25 }, (_, pixel) => `pixel${pixel}`)].join();
      const lines = [...(hasTitles ? [titles] : []), ...rows.map((row) => row.join()), ''];
      const table = parsePixelTable(text(lines.join(ending)));
      expect(table?.labels).toEqual({ shape: [rows.length], values: Uint8Array.from(rows, (row) => row[0]) });
      expect(table?.images.shape).toEqual([rows.length, 5, 5]);
      expect([...(table?.images.values ?? [])]).toEqual(rows.flatMap((row) => [...row.subarray(1)]));
    }),
  );
});

test.each([
  ['a pixel that is none', 1, '300'],
  ['a word', 2, 'ink'],
  ['nothing', 2, ''],
])('%s is told by its line', (_, line, field) => {
  const rows = [1, 2].map((row) => [
    '7',
    ...Array.from({ length: 16 }, (_, pixel) => (row === line && pixel === 3 ? field : '1')),
  ]);
  expect(() => parsePixelTable(text(`${rows.join('\n')}\n`))).toThrow(`line ${line}`);
});

test('a text of names is no table', () => {
  expect(looksLikePixelTable(text('left\nmiddle\nright, or so\n'))).toBe(false);
  expect(parsePixelTable(text('0 48\n1 49\n'))).toBe(null);
});
