/** What a process that tries the kernels (trial-process.ts) says to the one that waits for it. */

import * as v from 'valibot';
import { kernelBuilds } from '../../../domain/kernel-builds.ts';

const triedBuildSchema = v.object({
  name: v.picklist(kernelBuilds.map(({ name }) => name)),
  /** Of the fastest pass. */
  milliseconds: v.pipe(v.number(), v.gtValue(0)),
  /** Of the bits that it computed. */
  digest: v.string(),
});

/** A build that computed rightly. */
export type TriedBuild = v.InferOutput<typeof triedBuildSchema>;

export const triedSchema = v.array(triedBuildSchema);

/** What became of a trial; `died` says how the process ended that has told nothing, for a person. */
export type Trial = { readonly builds: readonly TriedBuild[] } | { readonly died: string };
