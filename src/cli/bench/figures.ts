/** Numbers and conditions for a person. */

import { percent } from '../shared/percent.ts';
import type { Report } from './report.ts';

/** Above this share of the processor, other programs distort the figures. */
const busyShareOfQuiet = 0.03;

/** At least three digits, with thousands separators and no meaningless ones: `11,102`, `97.3`, `0.173`. */
export function figure(value: number): string {
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** `1.03×`, `54×`. */
export function times(value: number): string {
  return `${value >= 10 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(value >= 1 ? 3 : 2)}×`;
}

/** Cut where it is too long. */
export function oneLine(text: string, width: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}

export function howMeasured({ threads, batchSize, rounds, seconds }: Report['conditions']): string {
  const answers =
    rounds === 1 ? `one round of ${seconds} s` : `medians of ${rounds} interleaved rounds of ${seconds} s`;
  return `${threads} ${threads === 1 ? 'thread' : 'threads'}, batches of ${batchSize} digits, ${answers} each`;
}

export function howQuiet({ busyShare }: Report['conditions']): string {
  const others = `Other programs kept ${percent(busyShare, 0)} of the processor busy`;
  return busyShare <= busyShareOfQuiet ? `${others}.` : `${others}: too much to trust these figures.`;
}
