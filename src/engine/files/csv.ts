/** The numbers of a run as CSV (RFC 4180): one line for each step, or for each evaluation. */

import type { History } from '../../protocol/run.ts';
import { stepMetrics } from '../../protocol/step-metrics.ts';

const epochColumns = ['epoch', 'step', 'trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy', 'seconds'] as const;

const lineEnd = '\r\n';

/** A number of 32 bits in no more digits than tell it apart from its neighbours; nothing for what is no finite number. */
function shortest(value: number): string {
  if (!Number.isFinite(value)) return '';
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}

export function stepsCsv({ steps }: History): string {
  const lines = Array.from(steps.loss, (_, index) =>
    [steps.firstStep + index, ...stepMetrics.map((name) => shortest(steps[name][index]))].join(),
  );
  return [['step', ...stepMetrics].join(), ...lines, ''].join(lineEnd);
}

/** What was not measured is empty. */
export function epochsCsv({ epochs }: History): string {
  const lines = epochs.map((record) => epochColumns.map((name) => record[name] ?? '').join());
  return [epochColumns.join(), ...lines, ''].join(lineEnd);
}
