/** The numbers of a table on the screen as CSV (RFC 4180), in a form that programs read. */

const lineEnd = '\r\n';

/**
 * Drops thousands separators, writes minus as a hyphen, leaves missing values empty, and keeps shares in percent:
 * `1,234.5` → 1234.5
 */
export function cellText(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  if (trimmed === '–') return '';
  const number = trimmed.replace('−', '-');
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?%?$/.test(number)) return number.replaceAll(',', '');
  if (/^-?\d+(\.\d+)?%?$/.test(number)) return number;
  return /[",\r\n]/.test(trimmed) ? `"${trimmed.replaceAll('"', '""')}"` : trimmed;
}

/** A heading and lines of the same length, not yet quoted. */
export function rowsAsCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cellText).join()}${lineEnd}`).join('');
}

/** Repeated for the columns that it spans, so that columns stay aligned; `data-csv` is the value of a sign. */
function textsOf(cell: HTMLTableCellElement): string[] {
  const beside = Array.from({ length: cell.colSpan - 1 }, () => '');
  return [cell.dataset.csv ?? cell.innerText, ...beside];
}

/** @param tables one after the other, a blank line between them, each under its caption if it has one */
export function tablesAsCsv(tables: Iterable<HTMLTableElement>): string {
  const written = Array.from(tables, (table) => {
    const caption = table.caption ? [[table.caption.innerText]] : [];
    const rows = Array.from(table.rows, (row) => Array.from(row.cells).flatMap(textsOf));
    return rowsAsCsv([...caption, ...rows]);
  });
  return written.join(lineEnd);
}
