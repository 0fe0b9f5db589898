// Holds P15.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { kernelDirectory } from '../../testing/start.ts';
import { recallOrChoose } from './recall-or-choose.ts';
import { choicesFile, describeMachine, type Machine, rememberChoice, rememberedChoice } from './remembered.ts';
import type { Trial } from './tried.ts';

const machine: Machine = { v8: '15.6.1', processor: 'x64 Some Processor', files: 'abc' };
const choice = { kernels: 'relaxed-6x4', flags: ['--wasm-revectorize'], paired: true } as const;
const plainChoice = { kernels: 'relaxed-6x2', flags: [], paired: false };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-choice-'));
  file = choicesFile(join(folder, 'kept'));
});
afterEach(() => rm(folder, { recursive: true }));

test('recalls a choice only for the same V8, processor and kernels', async () => {
  await rememberChoice(file, machine, choice);
  expect(await rememberedChoice(file, { ...machine })).toEqual(choice);
  for (const other of [{ v8: '15.6.2' }, { processor: 'arm64 Some Processor' }, { files: 'abd' }])
    expect(await rememberedChoice(file, { ...machine, ...other })).toBeNull();
});

test('keeps one choice per machine, replaces it by a later one, and drops the oldest', async () => {
  await rememberChoice(file, machine, choice);
  await rememberChoice(file, { ...machine, v8: '14' }, plainChoice);
  await rememberChoice(file, machine, plainChoice);
  expect(await rememberedChoice(file, machine)).toEqual(plainChoice);
  expect(await rememberedChoice(file, { ...machine, v8: '14' })).toEqual(plainChoice);
  for (let version = 20; version < 40; version++) await rememberChoice(file, { ...machine, v8: `${version}` }, choice);
  expect(await rememberedChoice(file, machine)).toBeNull();
  expect(await rememberedChoice(file, { ...machine, v8: '39' })).toEqual(choice);
  expect(await readdir(join(folder, 'kept'))).toEqual(['kernels.json']);
});

test.each([
  ['cut', (text: string) => text.slice(0, -20)],
  ['of another format', (text: string) => text.replace('gatescope-kernels-1', 'kernels-1')],
  ['with an unknown flag', (text: string) => text.replace('--wasm-revectorize', '--eval=1')],
  ['with an unknown build', (text: string) => text.replace('relaxed-6x4', 'avx')],
  ['huge', (text: string) => text + ' '.repeat(100_000)],
])('a file %s is ignored, and replaced by the next choice', async (_, damage) => {
  await rememberChoice(file, machine, choice);
  await writeFile(file, damage(await readFile(file, 'utf8')));
  expect(await rememberedChoice(file, machine)).toBeNull();
  await rememberChoice(file, machine, plainChoice);
  expect(await rememberedChoice(file, machine)).toEqual(plainChoice);
});

test('describes the machine by what a choice depends on', async () => {
  const described = await describeMachine(kernelDirectory);
  expect(described).toEqual({
    v8: process.versions.v8,
    processor: expect.stringContaining(process.arch) as string,
    files: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
});

const tried: Trial = { builds: [{ name: 'relaxed-6x2', milliseconds: 4, digest: '1' }] };
const died: Trial = { died: 'ended with exit code 133' };

function orderWith(tryUnder: (flags: readonly string[]) => Promise<Trial>, anew = false) {
  const flagsToTry = vi.fn(() => ({ plain: [[]], pairing: ['--wasm-revectorize'] }));
  return { kernelDirectory, userDirectory: join(folder, 'kept'), anew, flagsToTry, tryUnder };
}

test('a flag that crashes V8 is tried and reported once, until a new choice is requested', async () => {
  const log = vi.fn();
  const tryUnder = vi.fn((flags: readonly string[]) => Promise.resolve(flags.length > 0 ? died : tried));
  expect(await recallOrChoose(orderWith(tryUnder), log)).toEqual(plainChoice);
  expect(tryUnder).toHaveBeenCalledTimes(2);
  expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('exit code 133') as string);

  const again = orderWith(tryUnder);
  expect(await recallOrChoose(again, log)).toEqual(plainChoice);
  expect(tryUnder).toHaveBeenCalledTimes(2);
  expect(again.flagsToTry).not.toHaveBeenCalled();

  await recallOrChoose(orderWith(tryUnder, true), log);
  expect(tryUnder).toHaveBeenCalledTimes(4);
});

test('uses a choice that cannot be saved, and reports it', async () => {
  await writeFile(join(folder, 'kept'), 'a file where the folder would be');
  const log = vi.fn();
  const order = orderWith(() => Promise.resolve(tried));
  expect(await recallOrChoose(order, log)).toEqual(plainChoice);
  expect(log).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/^Cannot save the choice of kernels to .*kernels\.json \(.+\)/),
  );
});
