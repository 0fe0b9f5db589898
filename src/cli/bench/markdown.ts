/** The report as a Markdown table, formatted as Prettier does: one row per measure, one column per contestant. */

import { figure, howMeasured, howQuiet, times } from './figures.ts';
import type { Report, Section } from './report.ts';

export function formatMarkdown({ conditions, contestants, sections }: Report): string {
  const present = contestants.filter(({ unavailable }) => unavailable === null);
  const absent = contestants.filter(({ unavailable }) => unavailable !== null);
  const head = ['', ...present.map(({ title }) => title)];
  const body = sections.map((section) => [
    `${section.title}, ${section.unit}`,
    ...present.map(({ name }) => cell(section, name)),
  ]);
  return [
    ...align([head, ...body]),
    '',
    `${conditions.processor}; ${howMeasured(conditions)}. ${howQuiet(conditions)}`,
    'In brackets: how many times as good Gatescope is.',
    ...absent.map(({ title, unavailable }) => `${title} did not take part: ${unavailable ?? ''}.`),
  ].join('\n');
}

function cell({ rows }: Section, name: string): string {
  const row = rows.find((candidate) => candidate.name === name);
  if (!row?.summary) return '–';
  const ratio = row.advantage === null ? '' : ` (${times(row.advantage)})`;
  return figure(row.summary.median) + ratio;
}

/** Text to the left, numbers to the right. */
function align(table: readonly (readonly string[])[]): string[] {
  const widths = table[0].map((_, column) => Math.max(3, ...table.map((row) => row[column].length)));
  const lines = table.map(([text, ...numbers]) => [
    text.padEnd(widths[0]),
    ...numbers.map((number, index) => number.padStart(widths[index + 1])),
  ]);
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [lines[0], rule, ...lines.slice(1)].map((cells) => `| ${cells.join(' | ')} |`);
}
