// Holds P14.
/** The built command line without room for its output, or for the model. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barsPair, labelsOf } from '../../src/engine/own-data/testing/files.ts';
import { mountSmallDisk } from '../../src/engine/testing/small-disk.ts';
import { root } from './built.ts';

const cliPath = join(root, 'out', 'main', 'cli.js');
const { disk, whyNot } = mountSmallDisk();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-full-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** @param output where standard output goes: a file's number, or here */
async function run(args: readonly string[], output: number | 'pipe') {
  const child = spawn(process.execPath, [cliPath, ...args], { cwd: folder, stdio: ['ignore', output, 'pipe'] });
  const all = (stream: Readable | null) => (stream ? text(stream) : '');
  const [stdout, stderr, exit] = await Promise.all([all(child.stdout), all(child.stderr), once(child, 'exit')]);
  return { code: exit[0] as number | null, stdout, stderr };
}

test.skipIf(process.platform !== 'linux').each([['plain'], ['--json']])(
  'saves its training where its output cannot be written, and says so: %s',
  async (how) => {
    const out = join(folder, 'unheard');
    const output = openSync('/dev/full', 'w');
    const json = how === '--json' ? [how] : [];
    const { code, stderr } = await run(['train', '--units', '8', '--max-steps', '5', '--out', out, ...json], output);
    closeSync(output);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The output cannot be written \(ENOSPC[^\n]+\), so the command ends\. [^\n]+\n$/);
    expect((await readdir(out)).sort()).toEqual(['metadata.json', 'model.json', 'weights.bin']);
    await rm(out, { recursive: true });
  },
);

test('goes on training where the disk is full, and names folder and remedy', async ({ skip }) => {
  skip(whyNot !== null, `No small disk can be mounted here: ${whyNot}`);
  const out = join(disk, 'model');
  await writeFile(join(disk, 'ballast'), new Uint8Array(190_000));
  const bars = barsPair(labelsOf(300, 3));
  for (const { name, bytes } of bars) await writeFile(join(folder, name), bytes);
  const args = ['train', '--data', ...bars.map(({ name }) => name), '--units', '64', '--epochs', '2', '--out', out];
  const { code, stdout, stderr } = await run(args, 'pipe');
  expect(stdout).toContain('Epoch 2');
  const sentence = `The model cannot be saved in ${out} (ENOSPC: no space left on device, write)`;
  const goesOn = `${sentence}: saving is tried again after the next epoch and at the end. Make room there.\n`;
  const gaveUp = `${sentence}. Make room there, or choose another folder with --out.\n`;
  expect(code).toBe(1);
  expect(stderr).toContain(goesOn + goesOn + gaveUp);
});
