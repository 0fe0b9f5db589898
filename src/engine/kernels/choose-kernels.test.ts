import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kernelDirectory } from '../testing/start.ts';
import { kernelBuilds } from './builds.ts';
import { isRight } from './check-build.ts';
import { chooseKernels } from './choose-kernels.ts';
import { compileBuild } from './compile.ts';
import { kernelName } from './instantiate.ts';

test('every build that this machine can run computes rightly', async () => {
  const compiled = (await Promise.all(kernelBuilds.map((build) => compileBuild(kernelDirectory, build)))).flat();
  expect(compiled.length).toBeGreaterThanOrEqual(kernelBuilds.length / 2);
  for (const kernels of compiled) expect(isRight(kernels), kernelName(kernels)).toBe(true);
});

test('a build that computes wrongly is found out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-kernels-'));
  const [build] = kernelBuilds.filter(({ name }) => name === 'simd-6x2');
  const bytes = await readFile(join(kernelDirectory, 'simd-6x2.wasm'));
  // The first coefficient of tanh's polynomial that matters, −2.76e-16 … 5.1e-8 being too small to: 4.89352455891786e-3.
  const coefficient = Buffer.alloc(4);
  coefficient.writeFloatLE(4.89352455891786e-3);
  bytes.writeFloatLE(5e-3, bytes.indexOf(coefficient));
  await writeFile(join(folder, 'simd-6x2.wasm'), bytes);
  const [altered] = await compileBuild(folder, build);
  expect(isRight(altered)).toBe(false);
  await rm(folder, { recursive: true });
});

test('the fastest is taken unless one is asked for, and what is not there says what is', async () => {
  const chosen = kernelName(await chooseKernels(kernelDirectory));
  expect(chosen).toMatch(/^(relaxed|simd)-\dx\d(-paired)?$/);
  expect(kernelName(await chooseKernels(kernelDirectory, 'simd-4x4'))).toBe('simd-4x4');
  // Slower than those with a fused multiply-add wherever there are such.
  expect(kernelName(await chooseKernels(kernelDirectory, undefined, 'simd-8x2'))).toBe('simd-8x2');
  expect(kernelName(await chooseKernels(kernelDirectory, 'simd-4x4', 'simd-8x2'))).toBe('simd-4x4');
  expect(kernelName(await chooseKernels(kernelDirectory, undefined, 'avx'))).toMatch(/^(relaxed|simd)-/);
  await expect(chooseKernels(kernelDirectory, 'avx')).rejects.toThrow(
    /^There is no kernel build avx that runs on this machine\. Choose one of: .*simd-6x2/,
  );
});
