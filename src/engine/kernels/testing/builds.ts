/** Runs tests on every build that the running V8 can compile, plain and with paired vectors where V8 can pair. */

import { beforeAll, describe, test } from 'vitest';
import { kernelDirectory } from '../../../../scripts/kernels/ensure.ts';
import { startTestBackend } from '../../testing/start.ts';
import { kernelBuilds } from '../builds.ts';
import { compileBuild } from '../compile.ts';
import { kernelName, type LoadedKernels } from '../instantiate.ts';

const compiled = await Promise.all(
  kernelBuilds.map(async (build) => ({ build, variants: await compileBuild(kernelDirectory, build) })),
);

/** Every build that runs here, for what needs but some of them. */
export const runnableKernels: readonly LoadedKernels[] = compiled.flatMap(({ variants }) => variants);

/** The same tests for every build, with tfjs started to compare with. A build that cannot run here counts as skipped. */
export function describeEachBuild(declareTests: (kernels: LoadedKernels) => void): void {
  beforeAll(startTestBackend);
  for (const { build, variants } of compiled) {
    if (variants.length === 0) test.skip(`${build.name}: V8 ${process.versions.v8} does not know its instructions`);
    for (const kernels of variants) {
      describe(kernelName(kernels), () => {
        declareTests(kernels);
      });
    }
  }
}
