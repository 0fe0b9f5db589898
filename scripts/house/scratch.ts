/** A scratch copy of the repository, to try a change in. */

import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setup as ensureKernels } from '../kernels/ensure.ts';
import { root } from '../run.ts';

export type Scratch = {
  /** Changes a file, or makes it. */
  readonly edit: (file: string, change: (text: string) => string) => Promise<void>;
  /** The files that were changed or made, sorted. */
  readonly touched: () => readonly string[];
  /** Runs a program of node_modules. @returns its output if it failed, else null */
  readonly run: (program: readonly string[], args: readonly string[]) => Promise<string | null>;
  readonly remove: () => Promise<void>;
};

/** Copies everything that git knows from the working tree, with the installed packages and the compiled kernels. */
export async function makeScratch(): Promise<Scratch> {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-house-'));
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  for (const file of files) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    // A file that was removed but not committed is missing.
    await cp(join(root, file), join(folder, file)).catch(() => undefined);
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await ensureKernels();
  await cp(join(root, 'out', 'kernels'), join(folder, 'out', 'kernels'), { recursive: true });
  const touched = new Set<string>();

  return {
    async edit(file, change) {
      const path = join(folder, file);
      const before = await readFile(path, 'utf8').catch(() => '');
      const after = change(before);
      if (after === before) throw new Error(`Nothing was changed in ${file}.`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, after);
      touched.add(file);
    },
    touched: () => [...touched].sort(),
    run: (program, args) =>
      new Promise((resolve) => {
        const command = [join(folder, 'node_modules', ...program), ...args];
        execFile(process.execPath, command, { cwd: folder, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
          resolve(error ? stdout + stderr : null);
        });
      }),
    remove: () => rm(folder, { recursive: true }),
  };
}
