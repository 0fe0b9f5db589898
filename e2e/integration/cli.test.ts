/** The built command line, each command in its own process, on the real digits. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { change, seven, toPng } from '../../src/cli/testing/pictures.ts';
import { root } from './built.ts';
import { by } from './computed-by.ts';

const cliPath = join(root, 'out', 'main', 'cli.js');

type Line = Readonly<Record<string, unknown>>;

let folder: string;
let model: string;

function start(...args: string[]) {
  return spawn(process.execPath, [cliPath, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs it to its end. */
async function run(...args: string[]) {
  const child = start(...args);
  const [stdout, stderr, exit] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: exit[0] as number | null, stdout, stderr };
}

function linesOf(stdout: string): Line[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-cli-'));
  model = join(folder, 'model');
});
afterAll(() => rm(folder, { recursive: true }));

describe('train', () => {
  let lines: Line[];

  beforeAll(async () => {
    const args = ['--max-steps', '3', '--units', '8', '--batch', '64', '--seed', '5'];
    const { code, stdout, stderr } = await run('train', ...args, '--out', model, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    lines = linesOf(stdout);
  });

  test('prints each step and the result as JSON', () => {
    expect(lines.map(({ type }) => type)).toEqual(['step', 'step', 'step', 'result']);
    for (const [index, line] of lines.slice(0, 3).entries()) {
      expect(line).toEqual({
        type: 'step',
        step: index + 1,
        loss: expect.closeTo(Math.log(10), 0) as number,
        samplesPerSecond: expect.any(Number) as number,
      });
    }
    expect(lines[3]).toEqual({
      ...{ type: 'result', steps: 3, stoppedBy: null },
      testAccuracy: expect.any(Number) as number,
      ...{ validationAccuracy: null, validationLoss: null, temperature: null },
      samplesPerSecond: expect.any(Number) as number,
      ...{ seconds: expect.any(Number) as number, model },
      ...by,
      kernels: expect.stringMatching(/^(relaxed|simd)-/) as string,
    });
  });

  test('saves the model with its origin', async () => {
    expect((await readdir(model)).sort()).toEqual(['metadata.json', 'model.json', 'weights.bin']);
    expect(JSON.parse(await readFile(join(model, 'metadata.json'), 'utf8'))).toMatchObject({
      recipe: { cell: 'lstm', units: 8, layers: 1, epochs: 1, batchSize: 64, seed: 5, schedule: 'oneCycle' },
      step: 3,
      testAccuracy: lines[3].testAccuracy,
    });
  });

  test('gives the same losses for the same seed', async () => {
    const { stdout } = await run('train', '--max-steps', '1', '--units', '8', '--batch', '64', '--seed', '5', '--json');
    expect(linesOf(stdout)[0]).toMatchObject({ step: 1, loss: lines[0].loss });
  });

  test('prints a whole epoch', async () => {
    const args = ['--epochs', '1', '--units', '8', '--batch', '1024', '--learning-rate', '0.02'];
    const { stdout } = await run('train', ...args, '--json');
    const [epoch, result] = linesOf(stdout).slice(-2);
    expect(epoch).toEqual({
      type: 'epoch',
      epoch: 1,
      loss: expect.any(Number) as number,
      trainAccuracy: expect.any(Number) as number,
      testAccuracy: result.testAccuracy,
      seconds: result.seconds,
    });
    expect(result).toMatchObject({ type: 'result', steps: 59, model: null });
    expect(result.testAccuracy).toBeGreaterThan(0.2);
  });

  test('ends with the epoch that reaches the target accuracy', async () => {
    const args = ['--epochs', '3', '--units', '8', '--batch', '1024', '--target-accuracy', '0.05'];
    const { stdout } = await run('train', ...args, '--json');
    expect(linesOf(stdout).at(-1)).toMatchObject({ type: 'result', steps: 59, stoppedBy: 'targetAccuracy' });
  });

  // Below /proc the system makes no folders, and Node's own function for it never returns.
  test.each(['file', '/proc/gatescope'])('says before training that it cannot save in %s', async (place) => {
    await writeFile(join(folder, 'file'), '');
    const { code, stdout, stderr } = await run('train', '--max-steps', '1', '--out', resolve(folder, place));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^The model cannot be saved in .+ \(.+\)\. Choose another folder with --out\.\n$/);
  });

  test('ends quietly when the reader of its output has gone', async () => {
    const child = start('train', '--units', '8', '--json');
    const stderr = text(child.stderr);
    const exit = once(child, 'exit');
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await exit).toEqual([0, null]);
    expect(await stderr).toBe('');
  });

  test.skipIf(process.platform === 'win32')('saves on Ctrl-C, prints the result and exits with 130', async () => {
    const out = join(folder, 'interrupted');
    const child = start('train', '--units', '8', '--out', out, '--json');
    const exit = once(child, 'exit');
    const lines: Line[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(JSON.parse(line) as Line);
      if (lines.length === 2) child.kill('SIGINT');
    }
    expect(await exit).toEqual([130, null]);
    const result = lines.at(-1);
    expect(result).toMatchObject({ type: 'result', steps: lines.length - 1, testAccuracy: null, model: out });
    expect(await readdir(out)).toHaveLength(3);
  });
});

describe('every cell and order', () => {
  test.each([
    [['--cell', 'rnn', '--activation', 'relu', '--order', 'columns'], 'SimpleRNN'],
    [['--cell', 'gru', '--order', 'rowPairs', '--loss-at', 'randomStep'], 'GRU'],
    [['--cell', 'lstm', '--window', '7', '--optimizer', 'adamw', '--dropout', '0.2'], 'LSTM'],
    [['--cell', 'transformer', '--units', '16', '--heads', '2', '--optimizer', 'rmsprop'], 'GatescopeTransformer'],
  ])('trains, saves and reads again: %s', async (options, className) => {
    const out = await mkdtemp(join(folder, 'cell-'));
    const args = ['--units', '16', '--batch', '64', '--max-steps', '2', ...options];
    const { code, stdout, stderr } = await run('train', ...args, '--out', out, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await readFile(join(out, 'model.json'), 'utf8')).toContain(`"${className}"`);
    const { stdout: counted } = await run('evaluate', '--model', out, '--json');
    expect((JSON.parse(counted) as Line).accuracy).toBe(linesOf(stdout).at(-1)?.testAccuracy);
  });

  test('refuses conflicting settings with a sentence', async () => {
    const { code, stderr } = await run('train', '--cell', 'transformer', '--units', '30');
    expect({ code, stderr }).toEqual({ code: 2, stderr: "A Transformer's units must be a multiple of its heads.\n" });
  });
});

describe('evaluate', () => {
  test('reads in another order on request, and names the possible ones', async () => {
    const { stdout } = await run('evaluate', '--model', model, '--order', 'columns', '--json');
    const { accuracy } = JSON.parse(stdout) as { accuracy: number };
    const { testAccuracy } = JSON.parse(await readFile(join(model, 'metadata.json'), 'utf8')) as Line;
    expect(accuracy).not.toBe(testAccuracy);
    const { code, stderr } = await run('evaluate', '--model', model, '--order', 'pixels');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^A model that reads rowsDown cannot read pixels\. Choose from rowsDown, rowsUp, /);
  });

  test('counts all answers as JSON', async () => {
    const { code, stdout } = await run('evaluate', '--model', model, '--json');
    const { accuracy, loss, confusion, ...others } = JSON.parse(stdout) as {
      accuracy: number;
      loss: number;
      confusion: number[][];
    };
    const perDigit = confusion.map((row) => row.reduce((sum, count) => sum + count));

    expect(code).toBe(0);
    expect(others).toMatchObject(by);
    expect(perDigit).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    expect(confusion.reduce((right, row, digit) => right + row[digit], 0) / 10_000).toBeCloseTo(accuracy, 9);
    expect(loss).toBeCloseTo(Math.log(10), 0);
    const { testAccuracy, testLoss } = JSON.parse(await readFile(join(model, 'metadata.json'), 'utf8')) as Line;
    expect({ accuracy, loss }).toEqual({ accuracy: testAccuracy, loss: testLoss });
  });

  test('shows a table to a person', async () => {
    const { stdout } = await run('evaluate', '--model', model);
    expect(stdout).toMatch(
      /^Accuracy \d+\.\d\d %, loss \d\.\d{4}, calibration error \d+\.\d\d % over 10000 test digits\n/,
    );
    expect(stdout.trimEnd().split('\n').slice(-10)).toEqual(
      Array.from({ length: 10 }, (_, digit) => expect.stringMatching(`^${digit}(?: +(?:\\d+|·)){10}$`) as string),
    );
  });

  test('names the folder that holds no model', async () => {
    const missing = join(folder, 'none');
    const { code, stderr } = await run('evaluate', '--model', missing);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^There is no model at .+none.+\n$/);
  });
});

describe('predict', () => {
  const probabilities = expect.toSatisfy(
    (values: number[]) => values.length === 10 && Math.abs(values.reduce((sum, value) => sum + value) - 1) < 1e-5,
  ) as number[];
  const digit = expect.toBeOneOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) as number;

  beforeAll(async () => {
    await writeFile(join(folder, 'seven.png'), toPng(seven(100)));
    await writeFile(join(folder, 'inverted.png'), toPng(change(seven(100), (level) => 255 - level)));
    await writeFile(join(folder, 'blank.png'), toPng(change(seven(100), () => 255)));
    const strokes = [
      [
        [0, 0],
        [3, 0],
        [1, 6],
      ],
    ];
    await writeFile(join(folder, 'digits.json'), JSON.stringify([{ strokes }, { strokes: [] }]));
  });

  test('reads images and strokes, and counts their digits from 0', async () => {
    const { code, stdout } = await run(
      ...['predict', 'seven.png', 'digits.json', 'inverted.png', '--model', model, '--json'],
    );
    const lines = linesOf(stdout);
    expect(code).toBe(0);
    expect(lines).toEqual([
      { index: 0, digit, probabilities, ...by },
      { index: 1, digit, probabilities, ...by },
      { index: 2, digit: null, probabilities: null, ...by },
      { index: 3, digit, probabilities, ...by },
    ]);
    expect(lines[3].probabilities).toEqual(lines[0].probabilities);
  });

  test('shows the answers to a person', async () => {
    const { stdout } = await run('predict', 'seven.png', 'digits.json', '--model', model);
    const [image, drawn, blank, computed] = stdout.trimEnd().split('\n');
    expect(image).toMatch(/^0 {2}seven\.png {2}\d {2}\d+\.\d %$/);
    expect(drawn).toMatch(/^1 {2}digits\.json\[0\] {2}\d {2}\d+\.\d %$/);
    expect(blank).toBe('2  digits.json[1]  nothing drawn');
    expect(computed).toMatch(/^Computed by (relaxed|simd)-\dx\d on \d+ threads?, vectors (not )?paired$/);
  });

  test('names the files that it cannot use, reads the others and fails', async () => {
    const { code, stdout, stderr } = await run(
      ...['predict', 'blank.png', 'nowhere.png', 'seven.png', '--model', model, '--json'],
    );
    expect(code).toBe(1);
    expect(linesOf(stdout)).toEqual([{ index: 2, digit, probabilities, ...by }]);
    expect(stderr).toMatch(/^blank\.png .*nothing is drawn on it\.\nnowhere\.png cannot be read \(ENOENT.*\)\.\n$/);
  });
});

describe('serve', () => {
  test.skipIf(process.platform === 'win32')('serves the page at the address it prints, until Ctrl-C', async () => {
    const child = start('serve', '--user-data', await mkdtemp(join(folder, 'user-')));
    const exit = once(child, 'exit');
    const stdout = createInterface(child.stdout);
    const [line] = (await once(stdout, 'line')) as [string];
    const response = await fetch(line.replace(/^Gatescope is at /, ''));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>');
    child.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
  });
});

test('exits with 2 and one sentence on wrong usage', async () => {
  expect(await run('train', '--units', 'many')).toEqual({
    code: 2,
    stdout: '',
    stderr: "Option '--units <n>' argument 'many' is invalid. It must be a whole number from 8 to 512.\n",
  });
});

test.each(['train', 'evaluate', 'predict', 'serve'])('exits with 0 on %s --help', async (command) => {
  const { code, stdout } = await run(command, '--help');
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: gatescope ${command}`);
});
