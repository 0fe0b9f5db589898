/** What a run has recorded, as two files: `history.json` with epochs and marks, `history.bin` with the columns of its steps. */

import * as v from 'valibot';
import type { History } from '../../protocol/run.ts';
import { bytesOf, concatBytes } from '../../domain/bytes.ts';
import { migrate, stampEntries, stampOf, type Versions } from '../../domain/migrate.ts';
import { firstIssue } from '../../domain/first-issue.ts';

export type HistoryFiles = { readonly historyJson: string; readonly historyData: Uint8Array };

/** In the order in which they lie in `history.bin`, float32, little-endian. */
const columns = ['loss', 'accuracy', 'learningRate', 'gradientNorm'] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

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
  epochs: v.pipe(epochsSchema, v.maxLength(100_000)),
  marks: v.pipe(marksSchema, v.maxLength(100_000)),
});

/** @param history of all steps done */
export function writeHistoryFiles({ steps, epochs, marks }: History): HistoryFiles {
  const described = { ...stampOf(versions), steps: steps.loss.length, epochs, marks };
  const historyData = concatBytes(columns.map((name) => bytesOf(steps[name])));
  return { historyJson: JSON.stringify(described, null, 1), historyData };
}

/** @returns null where they are not what {@link writeHistoryFiles} writes */
export function readHistoryFiles({ historyJson, historyData }: HistoryFiles): History | null {
  const parsed = v.safeParse(schema, migrate(versions, parsedJson(historyJson)), firstIssue);
  if (!parsed.success) return null;
  const { steps, epochs, marks } = parsed.output;
  const bytes = steps * Float32Array.BYTES_PER_ELEMENT;
  if (historyData.length !== columns.length * bytes) return null;
  // Copies, which begin where a Float32Array may begin.
  const [loss, accuracy, learningRate, gradientNorm] = columns.map(
    (_, index) => new Float32Array(historyData.slice(index * bytes, (index + 1) * bytes).buffer),
  );
  return { steps: { firstStep: 1, loss, accuracy, learningRate, gradientNorm }, epochs, marks };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
