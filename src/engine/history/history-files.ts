/** What a run has recorded, as two files: `history.json` with epochs and marks, `history.bin` with the columns of its steps, float32, little-endian. */

import * as v from 'valibot';
import { count, share } from '../../protocol/values.ts';
import type { History } from '../../protocol/run.ts';
import { bytesOf, concatBytes } from '../../domain/bytes.ts';
import { migrate, stampEntries, stampOf, type Versions } from '../../domain/migrate.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import { columnsOf, metricsSchema, metricsToName, stepsFrom } from './step-columns.ts';

export type HistoryFiles = { readonly historyJson: string; readonly historyData: Uint8Array };

export const epochsSchema = v.array(
  v.object({
    epoch: v.number(),
    step: count,
    trainLoss: v.nullable(v.number()),
    trainAccuracy: v.nullable(share),
    testLoss: v.nullable(v.number()),
    testAccuracy: v.nullable(share),
    seconds: v.nullable(v.number()),
  }),
);
export const marksSchema = v.array(
  v.object({ step: count, kind: v.literal('learningRate'), from: v.number(), to: v.number() }),
);

const versions = { format: 'gatescope-history', ups: [] } as const satisfies Versions;

const schema = v.object({
  ...stampEntries(versions),
  steps: count,
  metrics: metricsSchema,
  epochs: v.pipe(epochsSchema, v.maxLength(100_000)),
  marks: v.pipe(marksSchema, v.maxLength(100_000)),
});

/** @param history of all steps done */
export function writeHistoryFiles({ steps, epochs, marks }: History): HistoryFiles {
  const described = { ...stampOf(versions), steps: steps.loss.length, metrics: metricsToName(), epochs, marks };
  const historyData = concatBytes(columnsOf(steps).map(bytesOf));
  return { historyJson: JSON.stringify(described, null, 1), historyData };
}

/** @returns null where they are not what {@link writeHistoryFiles} writes */
export function readHistoryFiles({ historyJson, historyData }: HistoryFiles): History | null {
  const parsed = v.safeParse(schema, migrate(versions, parsedJson(historyJson)), firstIssue);
  if (!parsed.success) return null;
  const { steps, metrics, epochs, marks } = parsed.output;
  const bytes = steps * Float32Array.BYTES_PER_ELEMENT;
  if (historyData.length !== metrics.length * bytes) return null;
  // Copies, which begin where a Float32Array may begin.
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
