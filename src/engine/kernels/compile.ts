/** Compiles builds of the kernels under the V8 flags that make them fast. The only place that touches V8 flags. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { KernelBuild } from './builds.ts';
import type { LoadedKernels } from './instantiate.ts';

const [major, minor] = process.versions.v8.split('.').map(Number);

/** V8 prints a complaint about a flag that it does not know, so that each is set only where it is known. */
const knowsPairing = major >= 13;
/** Relaxed SIMD is on by default from V8 11.4 on; Node 20 has 11.3. */
const hidesRelaxedSimd = major === 11 && minor === 3;

/** Compile at once and with the optimizing compiler: the others do not pair, and timing would meet them half-way. */
const eager = ['--no-liftoff', '--no-wasm-lazy-compilation'];
const lazy = ['--liftoff', '--wasm-lazy-compilation'];
const pairing = '--experimental-wasm-revectorize';

/** A custom section, which changes nothing but the bytes: V8 would answer equal bytes with the code it has already. */
const pairedMark = Uint8Array.of(0, 7, 6, ...new TextEncoder().encode('paired'));

/**
 * @param directory of the compiled builds
 * @returns the build with and without paired vectors as far as this V8 can run it, else nothing
 * @throws Error where the file is missing
 */
export async function compileBuild(directory: string, build: KernelBuild): Promise<LoadedKernels[]> {
  if (hidesRelaxedSimd) setFlagsFromString('--experimental-wasm-relaxed-simd');
  const bytes = new Uint8Array(await readFile(join(directory, `${build.name}.wasm`)));
  if (!WebAssembly.validate(bytes)) return [];
  const plain = { build, paired: false, module: withFlags(eager, lazy, () => new WebAssembly.Module(bytes)) };
  if (!knowsPairing) return [plain];
  const marked = new Uint8Array([...bytes, ...pairedMark]);
  const module = withFlags(
    [...eager, pairing],
    [...lazy, pairing.replace('--', '--no-')],
    () => new WebAssembly.Module(marked),
  );
  return [plain, { build, paired: true, module }];
}

/** V8's flags are those of the whole process: they are set for the one compilation and taken back. */
function withFlags<Result>(flags: readonly string[], back: readonly string[], action: () => Result): Result {
  flags.forEach(setFlagsFromString);
  try {
    return action();
  } finally {
    back.forEach(setFlagsFromString);
  }
}
