/** Tries all kernels on the V8 of a page's browser. */

import { kernelBuilds } from '../../src/domain/kernel-builds.ts';
import type { LoadedKernels } from '../../src/engine/kernels/builds/instantiate.ts';
import { tryKernels } from '../../src/engine/kernels/choice/trial.ts';

async function compile(): Promise<LoadedKernels[]> {
  const compiled = await Promise.all(
    kernelBuilds.map(async (build) => {
      const bytes = await (await fetch(`/${build.name}.wasm`)).arrayBuffer();
      return WebAssembly.validate(bytes) ? { build, module: new WebAssembly.Module(bytes), paired: false } : null;
    }),
  );
  return compiled.filter((kernels) => kernels !== null);
}

const compiled = await compile();
const fused = compiled.filter(({ build }) => build.multiplyAdd === 'relaxed');
const separate = compiled.filter(({ build }) => build.multiplyAdd === 'separate');
/** Builds of both kinds with right results. */
const tried = [...(await tryKernels(fused)), ...(await tryKernels(separate))];
Object.assign(window, { tried });
