/** A run's numbers as CSV (RFC 4180): one line per step or per evaluation. */

import type { History } from '../../protocol/run.ts';
import { stepMetrics } from '../../protocol/step-metrics.ts';

const epochColumns = ['epoch', 'step', 'trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy', 'seconds'] as const;

const lineEnd = '\r\n';

/** The shortest decimal that identifies a float32; empty if not finite. */
function shortest(value: number): string {
  if (!Number.isFinite(value)) return '';
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}

/** One line per training step, all metrics. */
export function stepsCsv({ steps }: History): string {
  const lines = Array.from(steps.loss, (_, index) =>
    [steps.firstStep + index, ...stepMetrics.map((name) => shortest(steps[name][index]))].join(),
  );
  return [['step', ...stepMetrics].join(), ...lines, ''].join(lineEnd);
}

/** One line per evaluation; missing values are empty. */
export function epochsCsv({ epochs }: History): string {
  const lines = epochs.map((record) => epochColumns.map((name) => record[name] ?? '').join());
  return [epochColumns.join(), ...lines, ''].join(lineEnd);
}
