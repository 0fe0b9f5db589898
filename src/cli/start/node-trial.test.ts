// Holds P15.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { choose } from '../../engine/kernels/choice/choose.ts';
import type { TriedBuild } from '../../engine/kernels/choice/tried.ts';
import { flagsToTryOn, tryOn } from './node-trial.ts';

const build: TriedBuild = { name: 'relaxed-6x2', milliseconds: 4, digest: 'abc' };
/** Every Node knows this flag. It stands for one that ends V8. */
const deadly = '--no-wasm-lazy-compilation';

let folder: string;
let program: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-trial-'));
  program = join(folder, 'trial.mjs');
});
afterEach(() => rm(folder, { recursive: true }));

/** @param source of a program in place of the trial's */
async function tryProgram(source: string, flags: readonly string[] = [], limitMs = 20_000) {
  await writeFile(program, source);
  return tryOn(process.execPath, flags, program, folder, limitMs);
}

test('returns a trial’s result, and passes the flags on', async () => {
  const source = `if (process.execArgv[0] === '${deadly}') console.log('${JSON.stringify([build])}');`;
  expect(await tryProgram(source, [deadly])).toEqual({ builds: [build] });
});

test('counts a trial that dies, hangs or prints garbage as dead', async () => {
  expect(await tryProgram('process.abort()')).toEqual({
    died: expect.stringMatching(/SIGABRT|exit code \d+/) as string,
  });
  expect(await tryProgram('process.exit(7)')).toEqual({ died: 'ended with exit code 7' });
  expect(await tryProgram('setInterval(() => {}, 1000)', [], 400)).toEqual({ died: 'did not end within 0.4 s' });
  const nonsense = { died: 'gave an invalid answer' };
  expect(await tryProgram('console.log("[{}]")')).toEqual(nonsense);
  expect(await tryProgram('')).toEqual(nonsense);
});

test('confines an unknown flag’s exit to the trial', async () => {
  expect(await tryProgram('', ['--no-such-flag-of-v8'])).toEqual({ died: 'ended with exit code 9' });
});

test('computes with the plain build on a V8 that a flag ends', async () => {
  const source = `
    if (process.execArgv.includes('${deadly}')) process.abort();
    console.log('${JSON.stringify([build])}');`;
  const { choice, deaths } = await choose({ plain: [[]], pairing: [deadly] }, (flags) => tryProgram(source, flags));
  expect(choice).toEqual({ kernels: 'relaxed-6x2', flags: [], paired: false });
  expect(deaths).toEqual([expect.stringContaining(deadly) as string]);
});

test('asks this Node for the flags that it knows', async () => {
  const { plain, pairing } = await flagsToTryOn(process.execPath);
  expect([...plain.flat(), ...pairing].length).toBeGreaterThan(0);
});
