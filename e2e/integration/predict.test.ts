/** The built command line reading JPEG files, and digits side by side, with the pretrained network. */

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seven, toJpeg, toPng } from '../../src/cli/testing/pictures.ts';
import { root } from './built.ts';

type Line = { readonly index: number; readonly digit: number; readonly digits?: readonly { readonly digit: number }[] };

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-predict-'));
});
afterAll(() => rm(folder, { recursive: true }));

const predict = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'predict', ...args], { cwd: folder });

test('reads each of two digits, in words and as JSON, and says that there are two', async () => {
  const one = [
    [60, 0],
    [60, 60],
  ];
  const plainSeven = [
    [0, 0],
    [35, 0],
    [12, 60],
  ];
  await writeFile(join(folder, 'pair.json'), JSON.stringify([{ strokes: [one, plainSeven] }]));
  await writeFile(join(folder, 'seven.png'), toPng(seven(100)));

  const { stdout, stderr } = await predict('pair.json', 'seven.png', '--json');
  const [pair, single] = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  expect(pair).toMatchObject({ index: 0, digit: 7 });
  expect(pair.digits?.map(({ digit }) => digit)).toEqual([7, 1]);
  expect(single.index).toBe(1);
  expect(single).not.toHaveProperty('digits');
  expect(stderr).toBe('pair.json shows 2 digits side by side, read from left to right.\n');

  expect((await predict('pair.json')).stdout).toMatch(
    /^0 {2}pair\.json {2}7 {2}\d+\.\d % {3}1 {2}\d+\.\d %\nComputed by .+\n$/,
  );
});

test('reads a JPEG, and refuses a part of one in one sentence, without output of its decoder', async () => {
  const jpeg = toJpeg(seven(100), 90);
  await writeFile(join(folder, 'cut.jpg'), jpeg.subarray(0, -300));
  await writeFile(join(folder, 'seven.jpg'), jpeg);

  await expect(predict('cut.jpg', 'seven.jpg')).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^1 {2}seven\.jpg {2}\d {2}\d+\.\d %\nComputed by .+\n$/) as string,
    stderr: 'cut.jpg is not a whole JPEG image.\n',
  });
});
