/** What a trial process (trial-process.ts) reports to the process that waits for it. */

import * as v from 'valibot';
import { kernelBuilds } from '../../../domain/kernel-builds.ts';

const triedBuildSchema = v.object({
  name: v.picklist(kernelBuilds.map(({ name }) => name)),
  /** The fastest pass. */
  milliseconds: v.pipe(v.number(), v.gtValue(0)),
  /** Hash of the computed bits. */
  digest: v.string(),
});

/** A build that computed correctly. */
export type TriedBuild = v.InferOutput<typeof triedBuildSchema>;

export const triedSchema = v.array(triedBuildSchema);

/** The result of a trial; `died` tells in words how a process ended that reported nothing. */
export type Trial = { readonly builds: readonly TriedBuild[] } | { readonly died: string };
