/** What a file among the saved runs holds: a run that goes on, or a fine-tuned network. */

import * as v from 'valibot';
import { firstIssue } from '../first-issue.ts';
import {
  type Checkpoint,
  checkpointSchema,
  decodeCheckpoint,
  type DescribedRun,
  encodeCheckpoint,
} from './checkpoint.ts';
import { readFrame, UnusableCheckpoint } from './framed.ts';
import {
  decodeNetwork,
  type DescribedNetwork,
  encodeNetwork,
  type KeptNetwork,
  keptNetworkSchema,
} from './kept-network.ts';

export type SavedWork = Checkpoint | KeptNetwork;

export const isRun = (saved: SavedWork): saved is Checkpoint => 'trainer' in saved;

const schema = v.variant('format', [checkpointSchema, keptNetworkSchema]);

export type Description = { readonly run: DescribedRun } | { readonly network: DescribedNetwork };

export function encodeSaved(saved: SavedWork): Uint8Array {
  return isRun(saved) ? encodeCheckpoint(saved) : encodeNetwork(saved);
}

/** @throws UnusableCheckpoint where `bytes` are not those of {@link encodeSaved} */
export function decodeSaved(bytes: Uint8Array): SavedWork {
  const described = readDescription(bytes);
  return 'run' in described ? decodeCheckpoint(bytes, described.run) : decodeNetwork(bytes, described.network);
}

/** Of the first `describedBytes` or more. @throws UnusableCheckpoint where they are not those of {@link encodeSaved} */
export function readDescription(bytes: Uint8Array): Description {
  const parsed = v.safeParse(schema, readFrame(bytes), firstIssue);
  if (!parsed.success) throw new UnusableCheckpoint('it is not one that Gatescope wrote');
  return parsed.output;
}
