/** Chooses the kernel build and the V8 flags for a machine, by trials in separate processes. */

import { kernelBuilds } from '../../../domain/kernel-builds.ts';
import type { FlagsToTry } from './flags.ts';
import type { Choice } from './remembered.ts';
import type { Trial, TriedBuild } from './tried.ts';

/** Builds closer than this count as equally fast, so the first is taken. The same goes for V8's default against pairing. */
const noticeable = 1.1;
/** Some build must speed up by this factor to prove that vectors are paired: the least seen is 1.5, unpaired 1.05. */
const minGain = 1.25;

export type Chosen = {
  readonly choice: Choice;
  /** One sentence per failed trial. */
  readonly deaths: readonly string[];
};

/**
 * Always returns a choice: if no trial reports anything, an engine without flags.
 * @param tryUnder runs a trial under these V8 flags
 */
export async function choose(
  { plain: plainFlags, pairing }: FlagsToTry,
  tryUnder: (flags: readonly string[]) => Promise<Trial>,
): Promise<Chosen> {
  const deaths: string[] = [];
  async function buildsUnder(flags: readonly string[]): Promise<readonly TriedBuild[]> {
    const trial = await tryUnder(flags);
    if ('builds' in trial) return trial.builds;
    const under = flags.length > 0 ? `under ${flags.join(' ')}` : 'without flags';
    deaths.push(`Kernel trial ${under} failed: V8 ${trial.died}. Falling back to the next choice.`);
    return [];
  }

  let choice: Choice = { kernels: null, flags: [], paired: false };
  let plain: readonly TriedBuild[] = [];
  for (const flags of plainFlags) {
    plain = await buildsUnder(flags);
    if (plain.length === 0) continue;
    choice = { kernels: fastestOf(plain).name, flags, paired: false };
    break;
  }
  if (plain.length === 0) return { choice, deaths };

  for (const flag of pairing) {
    const flags = [...choice.flags, flag];
    const paired = (await buildsUnder(flags)).filter(({ name, digest }) => bitsOf(plain, name) === digest);
    if (!paired.some(({ name, milliseconds }) => timeOf(plain, name) > minGain * milliseconds)) continue;
    const fastest = fastestOf(paired);
    if (fastest.milliseconds * noticeable < fastestOf(plain).milliseconds)
      choice = { kernels: fastest.name, flags, paired: true };
    break;
  }
  return { choice, deaths };
}

/** The first, in build order, of those about as fast as the fastest. */
function fastestOf(builds: readonly TriedBuild[]): TriedBuild {
  const best = Math.min(...builds.map(({ milliseconds }) => milliseconds));
  const good = builds.filter(({ milliseconds }) => milliseconds < noticeable * best);
  const place = ({ name }: TriedBuild) => kernelBuilds.findIndex((build) => build.name === name);
  return good.reduce((first, other) => (place(other) < place(first) ? other : first));
}

function bitsOf(builds: readonly TriedBuild[], wanted: string): string | undefined {
  return builds.find(({ name }) => name === wanted)?.digest;
}

function timeOf(builds: readonly TriedBuild[], wanted: string): number {
  return builds.find(({ name }) => name === wanted)?.milliseconds ?? 0;
}
