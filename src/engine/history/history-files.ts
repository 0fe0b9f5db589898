/**
 * A run's records as two files: `history.json` with epochs and marks, `history.bin` with the step columns (float32,
 * little-endian).
 */

import * as v from 'valibot';
import { epochRecord, type History, historyMark } from '../../protocol/run.ts';
import { count } from '../../protocol/values.ts';
import { bytesOf, concatBytes } from '../../domain/bytes.ts';
import { isNewer, migrate, stampEntries, stampOf, type Versions } from '../../domain/migrate.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import { limits } from '../../domain/limits/limits.ts';
import { columnsOf, metricsSchema, metricsToName, stepsFrom } from './step-columns.ts';

export type HistoryFiles = { readonly historyJson: string; readonly historyData: Uint8Array };

const versions = { format: 'gatescope-history', ups: [] } as const satisfies Versions;

const schema = v.object({
  ...stampEntries(versions),
  steps: count,
  metrics: metricsSchema,
  epochs: v.pipe(v.array(epochRecord), v.maxLength(limits.maxHistoryEpochs)),
  marks: v.pipe(v.array(historyMark), v.maxLength(limits.maxHistoryMarks)),
});

/** @param history every step from the first */
export function writeHistoryFiles({ steps, epochs, marks }: History): HistoryFiles {
  const described = { ...stampOf(versions), steps: steps.loss.length, metrics: metricsToName(), epochs, marks };
  const historyData = concatBytes(columnsOf(steps).map(bytesOf));
  return { historyJson: JSON.stringify(described, null, 1), historyData };
}

/** @returns null for anything {@link writeHistoryFiles} did not write, `newer` for what a newer version of Gatescope wrote */
export function readHistoryFiles({ historyJson, historyData }: HistoryFiles): History | 'newer' | null {
  const described = parsedJson(historyJson);
  if (isNewer(versions, described)) return 'newer';
  const parsed = v.safeParse(schema, migrate(versions, described), firstIssue);
  if (!parsed.success) return null;
  const { steps, metrics, epochs, marks } = parsed.output;
  const bytes = steps * Float32Array.BYTES_PER_ELEMENT;
  if (historyData.length !== metrics.length * bytes) return null;
  // Copies, because a Float32Array needs an aligned offset.
  const columns = metrics.map(
    (_, index) => new Float32Array(historyData.slice(index * bytes, (index + 1) * bytes).buffer),
  );
  return { steps: stepsFrom(metrics, columns), epochs, marks };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
