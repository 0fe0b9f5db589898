/** Compiles the kernels, `src/engine/kernels/assembly`, to `out/kernels/NAME.wasm`, one file per build. */

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kernelBuilds, type KernelBuild } from '../../src/domain/kernel-builds.ts';
import { root } from '../run.ts';
import { tileSource } from './tile-source.ts';

/**
 * The part of `assemblyscript/asc` that is used. Its own declarations would replace those of Array in the whole
 * program.
 */
type Compiler = {
  readonly main: (
    options: readonly string[],
    host: {
      readonly readFile: (name: string) => string | Promise<string | null>;
      readonly writeFile: (name: string, contents: string | Uint8Array) => void;
      readonly listFiles: () => readonly string[];
    },
  ) => Promise<{ readonly error: Error | null; readonly stderr: { readonly toString: () => string } }>;
};

const compilerName = ['assemblyscript', 'asc'].join('/');
const { default: compiler } = (await import(compilerName)) as { default: Compiler };

const sources = join(root, 'src/engine/kernels/assembly');

/**
 * More than -O1 makes them slower: binaryen then gives every step of an unrolled loop its own locals, and V8 spills
 * them. Memory is imported, including its size: 65536 pages are all that 32 bits address.
 */
const options = [
  'index.ts',
  '-O1',
  ...['--runtime', 'stub', '--noAssert', '--importMemory', '--sharedMemory'],
  ...['--enable', 'simd,relaxed-simd,threads', '--initialMemory', '1', '--maximumMemory', '65536'],
  ...['--outFile', 'kernels.wasm'],
];

/** @throws Error with the compiler's messages */
async function compile(build: KernelBuild): Promise<Uint8Array> {
  const binaries: Uint8Array[] = [];
  const { error, stderr } = await compiler.main(options, {
    readFile: (name) =>
      name === 'tile.ts'
        ? tileSource(build, build.multiplyAdd)
        : readFile(join(sources, name), 'utf8').catch(() => null),
    writeFile: (_name, contents) => {
      if (contents instanceof Uint8Array) binaries.push(contents);
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`The kernels could not be compiled:\n${String(stderr)}`, { cause: error });
  return binaries[0];
}

/** @param folder to write to, made if necessary */
export async function buildKernels(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const build of kernelBuilds) {
    const file = join(folder, `${build.name}.wasm`);
    await writeFile(`${file}.new`, await compile(build));
    await rename(`${file}.new`, file);
  }
}
