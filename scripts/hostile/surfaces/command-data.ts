import { spawnSync } from 'node:child_process';
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { openData } from '../../../src/cli/shared/open-data.ts';
import { printable } from '../../../src/domain/printable.ts';
import { barsPair, labelsOf } from '../../../src/engine/own-data/testing/files.ts';
import type { GivenFile } from '../../../src/domain/data-files/given-file.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { hostileNames } from '../values.ts';
import { dataSetFile } from './data-set.ts';

type Named = {
  readonly files: readonly GivenFile[];
  /** Value of --data; `.` is the folder of the files. */
  readonly data: readonly string[];
  readonly labels: string | undefined;
  readonly transpose: boolean;
};

// The system ends an argument at its first zero, and has no longer names.
const strangeNames = hostileNames.filter((name) => name.length < 300 && !name.includes('\u0000'));
/** The files of an input are called 0, 1 and 2. */
const places = ['.', '0', '1', '2', 'pipe', 'pipe/', 'huge', 'sub', '/dev/zero', '/proc/self/smaps', ''];

/** Paths in `--data`, `--labels` and `--transpose`, as `train` and `evaluate` read them. */
export const commandDataSurface: Surface<Named> = {
  name: 'command-data',
  sizeLimit: 0,
  inputs: fc.record({
    files: fc.oneof(fc.constant(barsPair(labelsOf(30, 3))), fc.array(dataSetFile, { maxLength: 3 })),
    data: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(['.'], ['0', '1']) },
      { weight: 1, arbitrary: fc.array(fc.constantFrom(...places, ...strangeNames), { minLength: 1, maxLength: 7 }) },
    ),
    labels: fc.oneof(
      fc.constantFrom(undefined, 'fashion'),
      fc.constantFrom('constructor', 'hollow', ...places, ...strangeNames),
    ),
    transpose: fc.boolean(),
  }),
  async open() {
    const folder = await temporaryFolder();
    const before = process.cwd();
    process.chdir(folder.path);
    await mkdir('sub');
    insist(spawnSync('mkfifo', ['pipe']).status === 0, 'No pipe can be made.');
    for (const [name, length] of [
      ['hollow', 300 * mebibyte],
      ['huge', 2 ** 40],
    ] as const) {
      await writeFile(name, 'RIFF');
      await truncate(name, length);
    }
    const quiet = { print: () => undefined, complain: () => undefined, terminal: null };
    const io = { ...quiet, signal: new AbortController().signal };
    return {
      async feed({ files, data, labels, transpose }) {
        for (const [index, { bytes }] of files.entries()) await writeFile(join(folder.path, String(index)), bytes);
        const refusal = await read({ data, labels, transpose });
        for (const index of files.keys()) await rm(join(folder.path, String(index)));
        await folder.checkOutside();
        return refusal;
      },
      async close() {
        process.chdir(before);
        await folder.remove();
      },
    };

    async function read(options: { data: readonly string[]; labels: string | undefined; transpose: boolean }) {
      try {
        const { train, test, classNames } = await openData(options, { parted: true }, '', io);
        for (const { images, labels, count } of [train, test]) {
          insist(images.length === count * 784 && labels.length === count, 'There are not as many as it says.');
          insist(
            labels.every((label) => label < classNames.length),
            'It has a label without a name.',
          );
        }
        return null;
      } catch (error) {
        // Errors of the program itself have another class.
        if (error instanceof Error && ['Error', 'GatescopeError'].includes(error.name)) return printable(error.message);
        throw error;
      }
    }
  },
};
