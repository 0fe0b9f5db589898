/** Runs tests on every build that the running V8 can compile; vectors are paired if this process's flags say so. */

import { beforeAll, describe, test } from 'vitest';
import { kernelDirectory } from '../../../../scripts/kernels/ensure.ts';
import { startTestBackend } from '../../testing/start.ts';
import { kernelBuilds } from '../../../domain/kernel-builds.ts';
import { compileBuild } from '../builds/compile.ts';
import type { LoadedKernels } from '../builds/instantiate.ts';

const compiled = await Promise.all(
  kernelBuilds.map(async (build) => ({ build, kernels: await compileBuild(kernelDirectory, build) })),
);

/** Every build that runs here, for tests that need only some. */
export const runnableKernels: readonly LoadedKernels[] = compiled.flatMap(({ kernels }) => kernels ?? []);

/** Repeats tests for every build, with tfjs started as the reference. Counts a build that cannot run here as skipped. */
export function describeEachBuild(declareTests: (kernels: LoadedKernels) => void): void {
  beforeAll(startTestBackend);
  for (const { build, kernels } of compiled) {
    if (!kernels) test.skip(`${build.name}: V8 ${process.versions.v8} does not know its instructions`);
    else {
      describe(build.name, () => {
        declareTests(kernels);
      });
    }
  }
}
