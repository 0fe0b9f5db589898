/** Which build of the kernels this machine runs: the one that is asked for, else the fastest of those that compute rightly. */

import { kernelBuilds } from './builds.ts';
import { isRight } from './check-build.ts';
import { compileBuild } from './compile.ts';
import { kernelName, type LoadedKernels } from './instantiate.ts';
import type { NetworkShape } from './shape.ts';
import { tryBuild } from './try-build.ts';

/** What is timed: an LSTM of the usual size over a few steps, whose 47 samples and the blank one fill tiles of 4, 6 and 8. */
const timedShape: NetworkShape = {
  cell: 'lstm',
  activation: 'tanh',
  steps: 6,
  inputSize: 28,
  units: 128,
  layers: 1,
  classes: 10,
};
const timedSamples = 47;
/** Passes of each candidate, in turn, so that whatever else the machine does meanwhile meets all of them. */
const timedPasses = 5;
/** Builds that differ by less are equally good: the first of them is taken, the same at each start. */
const noticeable = 1.1;

/**
 * @param directory of the compiled builds
 * @param forced name of a build, as `kernelName` gives it; a run is reproduced bit for bit only by the build that it ran on
 * @param preferred likewise, taken if it runs here: on a busy machine another one may be the fastest at each start
 * @throws Error where no build runs on this machine, or not the one that was asked for
 */
export async function chooseKernels(directory: string, forced?: string, preferred?: string): Promise<LoadedKernels> {
  const compiled = (await Promise.all(kernelBuilds.map((build) => compileBuild(directory, build)))).flat();
  if (forced !== undefined) {
    const asked = compiled.find((kernels) => kernelName(kernels) === forced);
    if (asked && isRight(asked)) return asked;
    const names = compiled.filter(isRight).map(kernelName).join(', ');
    throw new Error(`There is no kernel build ${forced} that runs on this machine. Choose one of: ${names}.`);
  }
  const known = compiled.find((kernels) => kernelName(kernels) === preferred);
  if (known && isRight(known)) return known;
  // A separate multiply and add is never faster than a fused one.
  for (const multiplyAdd of ['relaxed', 'separate'] as const) {
    const right = compiled.filter(({ build }) => build.multiplyAdd === multiplyAdd).filter(isRight);
    if (right.length > 0) return fastestOf(right);
  }
  throw new Error(`The computing kernels do not run on this machine (${process.version}). Use Node 20.19 or newer.`);
}

function fastestOf(candidates: readonly LoadedKernels[]): LoadedKernels {
  const trials = candidates.map((kernels) => ({
    kernels,
    milliseconds: Infinity,
    ...tryBuild(kernels, timedShape, timedSamples),
  }));
  for (let round = 0; round < timedPasses; round++) {
    for (const trial of trials) {
      const started = performance.now();
      trial.pass();
      trial.milliseconds = Math.min(trial.milliseconds, performance.now() - started);
    }
  }
  const best = Math.min(...trials.map(({ milliseconds }) => milliseconds));
  const { kernels } = trials.find(({ milliseconds }) => milliseconds < noticeable * best) ?? trials[0];
  return kernels;
}
