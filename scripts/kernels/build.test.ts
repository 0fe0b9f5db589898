import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recurrentCellNames } from '../../src/domain/cells.ts';
import { kernelBuilds } from '../../src/domain/kernel-builds.ts';
import { compileBuild } from '../../src/engine/kernels/builds/compile.ts';
import { instantiate } from '../../src/engine/kernels/builds/instantiate.ts';
import { createMemory } from '../../src/engine/kernels/memory.ts';
import { planMemory } from '../../src/engine/kernels/recurrent/memory-plan.ts';
import { shapeWith } from '../../src/engine/kernels/testing/cases.ts';
import { regionsOf } from '../../src/engine/kernels/testing/memory-regions.ts';
import { root } from '../run.ts';
import { buildKernels } from './build.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-kernels-'));
  await buildKernels(folder);
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

const kernels = join(root, 'src/engine/kernels');

/** The names in `export { … } from` of the kernels' entry. */
async function exportedBySource(): Promise<string[]> {
  const source = await readFile(join(kernels, 'assembly/index.ts'), 'utf8');
  return [...source.matchAll(/^export \{ (.*) \} from/gm)].flatMap(([, names]) => names.split(', ')).sort();
}

/** The members of the type `KernelExports`: those written out, and two for each cell. */
async function declaredByType(): Promise<string[]> {
  const source = await readFile(join(kernels, 'builds/exports.ts'), 'utf8');
  const written = [...source.matchAll(/^ {2}readonly (\w+):/gm)].map(([, name]) => name);
  const ofCells = recurrentCellNames.flatMap((cell) => [`${cell}Forward`, `${cell}Backward`]);
  return [...written, ...ofCells].sort();
}

test('makes one file for each build, and nothing else', async () => {
  expect((await readdir(folder)).sort()).toEqual(kernelBuilds.map(({ name }) => `${name}.wasm`).sort());
});

test("has the kernels' exports in their type", async () => {
  expect(await declaredByType()).toEqual(await exportedBySource());
  expect(await declaredByType()).toContain('lstmForward');
});

describe.each(kernelBuilds)('$name', (build) => {
  test('exports what the type says, including rows, and keeps its constants below all networks', async ({ skip }) => {
    const loaded = await compileBuild(folder, build);
    if (!loaded) return skip(`V8 ${process.versions.v8} does not know its instructions`);
    const exports = WebAssembly.Module.exports(loaded.module).map(({ name }) => name);
    expect(exports.sort()).toEqual([...(await declaredByType()), 'memory'].sort());
    expect(WebAssembly.Module.imports(loaded.module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
    const memory = createMemory(65_536);
    expect(instantiate(loaded.module, memory).tileRows.value).toBe(build.rows);
    const lastConstant = new Uint8Array(memory.buffer).findLastIndex((byte) => byte !== 0);
    const addresses = regionsOf(planMemory(shapeWith(), 1, 1, build.rows)).map(({ address }) => address);
    expect(lastConstant).toBeGreaterThan(0);
    expect(lastConstant).toBeLessThan(Math.min(...addresses));
  });
});
