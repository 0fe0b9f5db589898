/** The numbers of a table on the screen as CSV (RFC 4180), in the form in which programs read numbers. */

const lineEnd = '\r\n';

/** Thousands are not parted, the minus is a hyphen, what is missing is empty, and shares stay in percent: `1,234.5` → 1234.5 */
export function cellText(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  if (trimmed === '–') return '';
  const number = trimmed.replace('−', '-');
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?%?$/.test(number)) return number.replaceAll(',', '');
  if (/^-?\d+(\.\d+)?%?$/.test(number)) return number;
  return /[",\r\n]/.test(trimmed) ? `"${trimmed.replaceAll('"', '""')}"` : trimmed;
}

/** @param tables one after the other, a blank line between them, each under its caption if it has one */
export function tablesAsCsv(tables: Iterable<HTMLTableElement>): string {
  const written = Array.from(tables, (table) => {
    const caption = table.caption ? [cellText(table.caption.innerText)] : [];
    const rows = Array.from(table.rows, (row) => Array.from(row.cells, (cell) => cellText(cell.innerText)).join());
    return [...caption, ...rows, ''].join(lineEnd);
  });
  return written.join(lineEnd);
}
