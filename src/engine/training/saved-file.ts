/** The content of a saved file: a resumable run or a fine-tuned network. */

import * as v from 'valibot';
import { firstIssue } from '../../domain/first-issue.ts';
import { isNewer, migrate } from '../../domain/migrate.ts';
import {
  type Checkpoint,
  checkpointSchema,
  checkpointVersions,
  decodeCheckpoint,
  type DescribedRun,
  encodeCheckpoint,
} from './checkpoint.ts';
import { NewerCheckpoint, readFrame, UnusableCheckpoint } from './framed.ts';
import {
  decodeNetwork,
  type DescribedNetwork,
  encodeNetwork,
  type KeptNetwork,
  keptNetworkSchema,
  keptNetworkVersions,
} from './kept-network.ts';

export type SavedWork = Checkpoint | KeptNetwork;

export const isRun = (saved: SavedWork): saved is Checkpoint => 'trainer' in saved;

const schema = v.variant('format', [checkpointSchema, keptNetworkSchema]);

const kinds = [checkpointVersions, keptNetworkVersions];

/** Of an unknown version or kind. */
function isOfLater(described: unknown): boolean {
  return kinds.some((versions) => isNewer(versions, described)) || v.is(laterKindSchema, described);
}

const laterKindSchema = v.looseObject({
  format: v.pipe(
    v.string(),
    v.startsWith('gatescope-'),
    v.check((format) => kinds.every((kind) => kind.format !== format)),
  ),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

export type Description = { readonly run: DescribedRun } | { readonly network: DescribedNetwork };

/** Encodes a run or a fine-tuned network. */
export function encodeSaved(saved: SavedWork): Uint8Array {
  return isRun(saved) ? encodeCheckpoint(saved) : encodeNetwork(saved);
}

/** @throws UnusableCheckpoint unless `bytes` came from {@link encodeSaved} */
export function decodeSaved(bytes: Uint8Array): SavedWork {
  const described = readDescription(bytes);
  return 'run' in described ? decodeCheckpoint(bytes, described.run) : decodeNetwork(bytes, described.network);
}

/**
 * @param bytes at least the first `describedBytes`
 * @throws UnusableCheckpoint unless they came from {@link encodeSaved}
 */
export function readDescription(bytes: Uint8Array): Description {
  const described = readFrame(bytes);
  const present = kinds.reduce<unknown>((stored, versions) => migrate(versions, stored), described);
  const parsed = v.safeParse(schema, present, firstIssue);
  if (parsed.success) return parsed.output;
  throw isOfLater(described) ? new NewerCheckpoint() : new UnusableCheckpoint('Gatescope did not write it');
}
