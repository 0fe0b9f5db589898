import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { kernelDirectory } from '../../testing/start.ts';
import { kernelBuilds } from '../../../domain/kernel-builds.ts';
import { compileBuild } from '../builds/compile.ts';
import { flagsKnownTo } from './flags.ts';
import { tryKernels } from './trial.ts';
import type { TriedBuild } from './tried.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, 'trial-process.ts');
const { stdout: options } = await run(process.execPath, ['--v8-options']);
const { plain, pairing } = flagsKnownTo(options);

async function tried(flags: readonly string[]): Promise<TriedBuild[]> {
  const { stdout } = await run(process.execPath, [...flags, '--import', 'tsx', program, kernelDirectory]);
  return JSON.parse(stdout) as TriedBuild[];
}

const bits = (builds: readonly TriedBuild[]) => builds.map(({ name, digest }) => ({ name, digest }));

/** Makes V8 optimize the whole module before it runs, so that rarely run code is tested, too. */
const atOnce = ['--no-liftoff', '--no-wasm-lazy-compilation'];

test('the pairing flags change no bit, on any build, for any kind of network', async () => {
  const without = await tried(plain[0]);
  expect(without).toHaveLength(4);
  for (const flags of [atOnce, ...pairing.flatMap((flag) => [[flag], [...atOnce, flag]])])
    expect(bits(await tried([...plain[0], ...flags])), flags.join(' ')).toEqual(bits(without));
}, 240_000);

test('builds with different tiles compute different bits, and the digest shows it', async () => {
  const compiled = await Promise.all(
    kernelBuilds
      .filter(({ name }) => name === 'simd-4x4' || name === 'simd-8x2')
      .map((build) => compileBuild(kernelDirectory, build)),
  );
  const digests = (await tryKernels(compiled.filter((kernels) => kernels !== null))).map(({ digest }) => digest);
  expect(new Set(digests).size).toBe(2);
}, 120_000);
