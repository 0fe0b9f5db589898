import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kernelDirectory } from '../../testing/start.ts';
import { kernelBuilds } from '../../../domain/kernel-builds.ts';
import { isRight } from './check-build.ts';
import { compileBuild } from './compile.ts';
import { loadKernels } from './load-kernels.ts';

async function chosenOf(wishes?: Parameters<typeof loadKernels>[1]) {
  const { build, paired } = await loadKernels(kernelDirectory, wishes);
  return { name: build.name, paired };
}

test('every build that runs on this machine computes correctly', async () => {
  const compiled = await Promise.all(kernelBuilds.map((build) => compileBuild(kernelDirectory, build)));
  const here = compiled.filter((kernels) => kernels !== null);
  expect(here.length).toBeGreaterThanOrEqual(kernelBuilds.length / 2);
  for (const kernels of here) expect(isRight(kernels), kernels.build.name).toBe(true);
});

test('rejects a build that computes wrong results', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-kernels-'));
  const [build] = kernelBuilds.filter(({ name }) => name === 'simd-6x2');
  const bytes = await readFile(join(kernelDirectory, 'simd-6x2.wasm'));
  // The first coefficient of tanh's polynomial that matters, 4.89352455891786e-3; −2.76e-16 … 5.1e-8 are too small.
  const coefficient = Buffer.alloc(4);
  coefficient.writeFloatLE(4.89352455891786e-3);
  bytes.writeFloatLE(5e-3, bytes.indexOf(coefficient));
  await cp(kernelDirectory, folder, { recursive: true });
  await writeFile(join(folder, 'simd-6x2.wasm'), bytes);
  const altered = await compileBuild(folder, build);
  expect(altered && isRight(altered)).toBe(false);
  const taken = await loadKernels(folder, { preferred: ['simd-6x2', 'simd-6x4'] });
  expect(taken.build.name).toBe('simd-6x4');
  await expect(loadKernels(folder, { forced: 'simd-6x2' })).rejects.toThrow(/^Kernel build simd-6x2 does not run/);
  await rm(folder, { recursive: true });
});

test('takes the forced build, else the first preferred one that runs, else any other', async () => {
  expect(await chosenOf({ preferred: ['avx', 'simd-8x2', 'simd-4x4'], paired: true })).toEqual({
    name: 'simd-8x2',
    paired: true,
  });
  expect(await chosenOf({ forced: 'simd-4x4', preferred: ['simd-8x2'] })).toEqual({ name: 'simd-4x4', paired: false });
  expect((await chosenOf()).name).toMatch(/^(relaxed|simd)-\dx\d$/);
});

test('accepts the names that earlier versions gave to paired builds', async () => {
  expect((await chosenOf({ forced: 'simd-6x4-paired' })).name).toBe('simd-6x4');
});

test('lists the available builds if the forced one does not exist', async () => {
  await expect(chosenOf({ forced: 'avx' })).rejects.toThrow(
    /^Kernel build avx does not run on this machine\. Choose one of: .*simd-6x2/,
  );
});
