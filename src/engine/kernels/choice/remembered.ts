/** Stores the choice for this machine, so that trials run once and the same command yields the same digits. */

import * as v from 'valibot';
import { readOwnFile } from '../../system/files.ts';
import { processorName, v8Version } from '../../system/machine.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { dirname, join } from '../../system/paths.ts';
import { readFileWithin } from '../../system/read-file-within.ts';
import { createSha256 } from '../../system/sha256.ts';
import { writeAtomically } from '../../system/write-atomically.ts';
import { textOf } from '../../../domain/bytes.ts';
import { isNewer, migrate, newestOf, stampEntries, type Versions } from '../../../domain/migrate.ts';
import { kernelBuilds } from '../../../domain/kernel-builds.ts';
import { limits } from '../../../domain/limits/limits.ts';
import { knownFlags } from './flags.ts';

/** How to run the kernels on this machine. */
export const choiceSchema = v.object({
  /** Name of the build; null if none could be tried. */
  kernels: v.nullable(v.picklist(kernelBuilds.map(({ name }) => name))),
  /** V8 flags of the compute process. */
  flags: v.pipe(v.array(v.picklist(knownFlags)), v.maxLength(knownFlags.length)),
  /** Whether V8 measurably pairs vectors under these flags. */
  paired: v.boolean(),
});
export type Choice = { readonly kernels: string | null; readonly flags: readonly string[]; readonly paired: boolean };

/** What a choice is valid for. */
const machineSchema = v.object({ v8: v.string(), processor: v.string(), files: v.string() });
export type Machine = v.InferOutput<typeof machineSchema>;

/** The format's version number follows this prefix. */
const versions = { format: 'gatescope-kernels', ups: [] } as const satisfies Versions;

const fileSchema = v.object({
  ...stampEntries(versions),
  choices: v.pipe(
    v.array(v.object({ machine: machineSchema, choice: choiceSchema })),
    v.maxLength(limits.maxKernelChoicesRead),
  ),
});
type Remembered = v.InferOutput<typeof fileSchema>['choices'];

/** The file in the person's data folder that stores the choices. */
export function choicesFile(userDirectory: string): string {
  return join(userDirectory, 'kernels.json');
}

/**
 * @param kernelDirectory of the compiled builds
 * @throws Error if one is missing
 */
export async function describeMachine(kernelDirectory: string, v8 = v8Version()): Promise<Machine> {
  const hash = createSha256();
  for (const { name } of kernelBuilds) hash.add(await readOwnFile(join(kernelDirectory, `${name}.wasm`)));
  return { v8, processor: processorName(), files: hash.hex() };
}

/** @returns null if there is no choice for this machine, or {@link rememberChoice} did not write the file */
export async function rememberedChoice(file: string, machine: Machine): Promise<Choice | null> {
  const found = choicesIn(await readStored(file)).find((entry) => isSame(entry.machine, machine));
  return found?.choice ?? null;
}

/**
 * Stores a choice, replacing an earlier one for the same machine.
 * @throws the file system's error; Error, leaving the file as it is, if a newer Gatescope wrote it
 */
export async function rememberChoice(file: string, machine: Machine, choice: Choice): Promise<void> {
  const found = await readStored(file);
  if (isNewer(versions, found)) throw new Error('a newer Gatescope keeps its own there');
  const others = choicesIn(found).filter((entry) => !isSame(entry.machine, machine));
  const choices = [{ machine, choice }, ...others].slice(0, limits.maxKernelChoices);
  await makeFolder(dirname(file));
  const format = `${versions.format}-${newestOf(versions)}`;
  await writeAtomically(file, `${JSON.stringify({ format, choices }, null, 2)}\n`);
}

/** Empty if the file is missing, damaged or another program's; new trials will replace it. */
function choicesIn(stored: unknown): Remembered {
  const parsed = v.safeParse(fileSchema, migrate(versions, stored));
  return parsed.success ? parsed.output.choices : [];
}

const storedSchema = v.looseObject({ format: v.pipe(v.string(), v.regex(/^gatescope-kernels-[1-9]\d*$/)) });

/** The parsed file, with its version number split off; null if it cannot be read. */
async function readStored(file: string): Promise<unknown> {
  try {
    const stored = v.parse(storedSchema, JSON.parse(textOf(await readFileWithin(file, limits.maxKernelChoicesBytes))));
    return { ...stored, format: versions.format, version: Number(stored.format.slice(versions.format.length + 1)) };
  } catch {
    return null;
  }
}

function isSame(a: Machine, b: Machine): boolean {
  return a.v8 === b.v8 && a.processor === b.processor && a.files === b.files;
}
