/** What was chosen for this machine, kept in a file so that no start tries it twice and the same command gives the same digits. */

import * as v from 'valibot';
import { readOwnFile } from '../../system/files.ts';
import { processorName, v8Version } from '../../system/machine.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { dirname, join } from '../../system/paths.ts';
import { readFileWithin } from '../../system/read-file-within.ts';
import { createSha256 } from '../../system/sha256.ts';
import { writeAtomically } from '../../system/write-atomically.ts';
import { textOf } from '../../../domain/bytes.ts';
import { kernelBuilds } from '../../../domain/kernel-builds.ts';
import { knownFlags } from './flags.ts';

/** How the kernels are run on this machine. */
export const choiceSchema = v.object({
  /** Name of the build; null where none could be tried. */
  kernels: v.nullable(v.picklist(kernelBuilds.map(({ name }) => name))),
  /** Of V8, for the process that computes. */
  flags: v.pipe(v.array(v.picklist(knownFlags)), v.maxLength(knownFlags.length)),
  /** Whether V8 pairs vectors under them, as measured. */
  paired: v.boolean(),
});
export type Choice = { readonly kernels: string | null; readonly flags: readonly string[]; readonly paired: boolean };

/** What a choice holds for. */
const machineSchema = v.object({ v8: v.string(), processor: v.string(), files: v.string() });
export type Machine = v.InferOutput<typeof machineSchema>;

const fileSchema = v.object({
  format: v.literal('gatescope-kernels-1'),
  choices: v.pipe(v.array(v.object({ machine: machineSchema, choice: choiceSchema })), v.maxLength(20)),
});
type Remembered = v.InferOutput<typeof fileSchema>['choices'];

const mostBytes = 64_000;
/** Whoever changes between programs and versions finds each choice again. */
const mostChoices = 10;

/** Where choices are kept in the folder of what a person keeps. */
export function choicesFile(userDirectory: string): string {
  return join(userDirectory, 'kernels.json');
}

/**
 * @param kernelDirectory of the compiled builds
 * @throws Error where one is missing
 */
export async function describeMachine(kernelDirectory: string, v8 = v8Version()): Promise<Machine> {
  const hash = createSha256();
  for (const { name } of kernelBuilds) hash.add(await readOwnFile(join(kernelDirectory, `${name}.wasm`)));
  return { v8, processor: processorName(), files: hash.hex() };
}

/** @returns null where nothing is remembered of this machine, or the file is not one that {@link rememberChoice} wrote */
export async function rememberedChoice(file: string, machine: Machine): Promise<Choice | null> {
  const found = (await readChoices(file)).find((entry) => isSame(entry.machine, machine));
  return found?.choice ?? null;
}

/** Puts a choice in the place of an earlier one. @throws the file system's error; the file is then as it was */
export async function rememberChoice(file: string, machine: Machine, choice: Choice): Promise<void> {
  const others = (await readChoices(file)).filter((entry) => !isSame(entry.machine, machine));
  const choices = [{ machine, choice }, ...others].slice(0, mostChoices);
  await makeFolder(dirname(file));
  await writeAtomically(file, `${JSON.stringify({ format: 'gatescope-kernels-1', choices }, null, 2)}\n`);
}

async function readChoices(file: string): Promise<Remembered> {
  try {
    return v.parse(fileSchema, JSON.parse(textOf(await readFileWithin(file, mostBytes)))).choices;
  } catch {
    // Gone, damaged or another program's: what it would say is found out anew.
    return [];
  }
}

function isSame(a: Machine, b: Machine): boolean {
  return a.v8 === b.v8 && a.processor === b.processor && a.files === b.files;
}
