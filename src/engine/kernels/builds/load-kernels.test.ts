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

test('every build that this machine can run computes rightly', async () => {
  const compiled = await Promise.all(kernelBuilds.map((build) => compileBuild(kernelDirectory, build)));
  const here = compiled.filter((kernels) => kernels !== null);
  expect(here.length).toBeGreaterThanOrEqual(kernelBuilds.length / 2);
  for (const kernels of here) expect(isRight(kernels), kernels.build.name).toBe(true);
});

test('a build that computes wrongly is found out, and not taken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-kernels-'));
  const [build] = kernelBuilds.filter(({ name }) => name === 'simd-6x2');
  const bytes = await readFile(join(kernelDirectory, 'simd-6x2.wasm'));
  // The first coefficient of tanh's polynomial that matters, −2.76e-16 … 5.1e-8 being too small to: 4.89352455891786e-3.
  const coefficient = Buffer.alloc(4);
  coefficient.writeFloatLE(4.89352455891786e-3);
  bytes.writeFloatLE(5e-3, bytes.indexOf(coefficient));
  await cp(kernelDirectory, folder, { recursive: true });
  await writeFile(join(folder, 'simd-6x2.wasm'), bytes);
  const altered = await compileBuild(folder, build);
  expect(altered && isRight(altered)).toBe(false);
  const taken = await loadKernels(folder, { preferred: ['simd-6x2', 'simd-6x4'] });
  expect(taken.build.name).toBe('simd-6x4');
  await expect(loadKernels(folder, { forced: 'simd-6x2' })).rejects.toThrow(
    /^There is no kernel build simd-6x2 that runs/,
  );
  await rm(folder, { recursive: true });
});

test('the first that runs of those that are preferred is taken, unless one is asked for, and without both some other', async () => {
  expect(await chosenOf({ preferred: ['avx', 'simd-8x2', 'simd-4x4'], paired: true })).toEqual({
    name: 'simd-8x2',
    paired: true,
  });
  expect(await chosenOf({ forced: 'simd-4x4', preferred: ['simd-8x2'] })).toEqual({ name: 'simd-4x4', paired: false });
  expect((await chosenOf()).name).toMatch(/^(relaxed|simd)-\dx\d$/);
});

test('a build goes by the name, too, that earlier versions gave it where they paired vectors', async () => {
  expect((await chosenOf({ forced: 'simd-6x4-paired' })).name).toBe('simd-6x4');
});

test('where there is none of the name that is asked for, those that there are are told', async () => {
  await expect(chosenOf({ forced: 'avx' })).rejects.toThrow(
    /^There is no kernel build avx that runs on this machine\. Choose one of: .*simd-6x2/,
  );
});
