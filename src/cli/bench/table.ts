/** The report as a table of at most 100 columns. */

import { percent } from '../shared/percent.ts';
import { figure, howMeasured, howQuiet, oneLine, times } from './figures.ts';
import type { Report, Row, Section } from './report.ts';

const nameWidth = 42;
const columnWidths = [10, 20, 10, 9, 9];
const width = nameWidth + columnWidths.reduce((sum, column) => sum + column);

export function formatTable({ conditions, contestants, sections }: Report): string {
  const absent = contestants.filter(({ unavailable }) => unavailable !== null);
  return [
    oneLine(conditions.processor, width),
    howMeasured(conditions),
    howQuiet(conditions),
    ...sections.flatMap(sectionLines),
    ...(absent.length > 0 ? ['', 'Not taking part'] : []),
    ...absent.map(({ title, unavailable }) => reasonLine(title, unavailable)),
    '',
    'ours: how many times as good Gatescope is. GFLOP/s: matrix products of a dense implementation.',
  ].join('\n');
}

function sectionLines({ title, unit, rows }: Section): string[] {
  const headWhere = (head: string, isFilled: (row: Row) => boolean) => (rows.some(isFilled) ? head : '');
  const head = line(`${title}, ${unit}`, [
    'median',
    headWhere('min–max', ({ values }) => values.length > 1),
    headWhere('ours', ({ advantage }) => advantage !== null),
    headWhere('GFLOP/s', ({ gigaflops }) => gigaflops !== null),
    headWhere('of peak', ({ shareOfPeak }) => shareOfPeak !== null),
  ]);
  return ['', head, ...rows.map(rowLine)];
}

function rowLine({ title, summary, values, advantage, gigaflops, shareOfPeak, unavailable }: Row): string {
  if (summary === null) return reasonLine(title, unavailable);
  return line(`  ${title}`, [
    figure(summary.median),
    values.length > 1 ? `${figure(summary.min)}–${figure(summary.max)}` : '',
    advantage === null ? '' : times(advantage),
    gigaflops === null ? '' : figure(gigaflops),
    shareOfPeak === null ? '' : percent(shareOfPeak, 0),
  ]);
}

function line(name: string, columns: readonly string[]): string {
  const cells = columns.map((text, column) => text.padStart(columnWidths[column]));
  return (name.slice(0, nameWidth).padEnd(nameWidth) + cells.join('')).trimEnd();
}

function reasonLine(title: string, reason: string | null): string {
  return `  ${oneLine(`${title}: ${reason ?? ''}`, width - 2)}`;
}
