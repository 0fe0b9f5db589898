// Holds P39.
/** Models and recipes as files, on the built command line. */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './built.ts';

let folder: string;
const at = (name: string) => join(folder, name);

/** Runs it to its end. */
function run(...args: string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const program = [join(root, 'out', 'main', 'cli.js'), ...args];
    const child = execFile(process.execPath, program, { cwd: folder }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

async function runWell(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trim();
}

const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-cli-files-'));
  const recipe = ['--epochs', '1', '--units', '8', '--batch', '1024', '--cell', 'gru', '--learning-rate', '0.02'];
  await runWell('train', ...recipe, '--out', at('model'), '--json');
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

test('measures a .gatescope file like the folder it was made of', async () => {
  const file = await runWell('export', at('model'));
  expect(file).toBe('gatescope-gru-8-step-59.gatescope');
  const [ofFolder, ofFile] = await Promise.all(
    [at('model'), at(file)].map((path) => runWell('evaluate', '--model', path, '--json')),
  );
  expect(JSON.parse(ofFile)).toEqual(JSON.parse(ofFolder));
});

test('makes the same weights again from a recipe file, bit for bit', async () => {
  await runWell('export', at('model'), '--format', 'recipe', '--out', at('a.recipe.json'));
  await runWell('train', '--config', at('a.recipe.json'), '--out', at('again'), '--json');
  expect(await sha256(at('again/weights.bin'))).toBe(await sha256(at('model/weights.bin')));
  const { result } = JSON.parse(await readFile(at('a.recipe.json'), 'utf8')) as { result: { weightsSha256: string } };
  expect(result.weightsSha256).toBe(await sha256(at('again/weights.bin')));
});

test('trains a recipe of an earlier RMSprop with the present one, and says so', async () => {
  const rmsprop = ['--units', '8', '--max-steps', '1', '--optimizer', 'rmsprop'];
  await runWell('train', ...rmsprop, '--out', at('rmsprop'), '--json');
  const path = at('rmsprop.recipe.json');
  await runWell('export', at('rmsprop'), '--format', 'recipe', '--out', path);
  await runWell('train', '--config', path, '--json');
  const { epsilonPlace, ...before } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  expect(epsilonPlace).toBe('besideRoot');
  await writeFile(path, JSON.stringify(before));
  const { code, stderr } = await run('train', '--config', path, '--json');
  expect(code).toBe(0);
  expect(stderr).toMatch(/^The recipe is from an earlier version, whose RMSprop had ε inside the root: .*\.\n$/);
});

test('repeats the same number of steps from a recipe', async () => {
  const quick = ['--max-steps', '5', '--units', '8', '--batch', '64', '--seed', '3'];
  await runWell('train', ...quick, '--out', at('short'), '--json');
  await runWell('export', at('short'), '--format', 'recipe', '--out', at('short.recipe.json'));
  const told = await runWell('train', '--config', at('short.recipe.json'), '--out', at('short-again'), '--json');
  expect(JSON.parse(told.split('\n').at(-1) ?? '')).toMatchObject({ steps: 5 });
  const { result } = JSON.parse(await readFile(at('short.recipe.json'), 'utf8')) as {
    result: { weightsSha256: string };
  };
  expect(await sha256(at('short-again/weights.bin'))).toBe(result.weightsSha256);
});

test('exports no figures of a run that did not store them', async () => {
  await runWell('export', at('model'), '--out', at('b.gatescope'));
  for (const format of ['stepsCsv', 'epochsCsv']) {
    const { code, stderr } = await run('export', at('b.gatescope'), '--format', format, '--out', at('b.csv'));
    expect(code).toBe(1);
    expect(stderr).toContain('does not contain the figures of its run');
  }
});

test('starts training from the weights of a model', async () => {
  const json = await runWell('train', '--model', at('model'), '--max-steps', '1', '--batch', '1024', '--json');
  const [{ loss }] = json.split('\n').map((line) => JSON.parse(line) as { loss: number });
  expect(loss).toBeLessThan(2.25);
  expect(await run('train', '--model', at('model'), '--units', '16')).toMatchObject({
    code: 1,
    stderr: `The model ${at('model')} has units 8, not 16. Omit that option, or omit --model.\n`,
  });
});

test('says of a letter that it is no digit, and which digit is the closest', async () => {
  const strokes = [
    [
      [0, 0],
      [20, 80],
      [40, 25],
      [60, 80],
      [80, 0],
    ],
  ];
  await writeFile(at('letter.json'), JSON.stringify([{ strokes }]));
  const asJson = await run('predict', 'letter.json', '--json');
  expect(JSON.parse(asJson.stdout)).toMatchObject({ digit: null, closest: expect.any(Number) as number });
  const { stdout } = await run('predict', 'letter.json');
  expect(stdout).toMatch(/^0 {2}letter\.json {2}no digit I know, closest \d {2}\d+\.\d %\n/);
});

test('counts the answers to labelled pen strokes', async () => {
  const strokes = [
    [
      [0, 0],
      [0, 9],
    ],
  ];
  await writeFile(
    at('pens.json'),
    JSON.stringify([
      { label: 1, strokes },
      { label: 'a rule', strokes },
    ]),
  );
  const told = ['evaluate', '--strokes', 'pens.json', '--model', at('model')];
  expect(JSON.parse(await runWell(...told, '--json'))).toMatchObject({ digits: { count: 1 }, others: { count: 1 } });
  expect(await runWell(...told)).toMatch(
    /^[01] of 1 digit right .*\n[01] of 1 drawing of something else called a digit /,
  );
});

test.each([
  [['evaluate', '--strokes', 'none.json'], /^none\.json cannot be read \(.+\)\.\n$/],
  [['export', 'nothing'], /^There is no model at nothing/],
  [['evaluate', '--model', 'no-model'], /^no-model cannot be opened: it is not a .zip file, or it is damaged/],
  [['predict', 'x.png', '--model', 'no-model'], /^no-model cannot be opened: it is not a .zip file, or it is damaged/],
  [['export', 'model', '--format', 'stepsCsv'], /^model does not contain the figures of its run\./],
  [['export', 'model', '--out', '/nowhere/x'], /^\/nowhere\/x cannot be written \(.+\)\. Choose another place/],
  [['export', 'model', '--out', ''], /^--out names no file\. Name one, or omit --out/],
  [['predict', 'no-strokes.json', '--json'], /^no-strokes\.json holds no digits: there are no strokes in it\.\n$/],
  [['train', '--config', 'no-model'], /^The recipe no-model cannot be used: it is not JSON\. /],
  [['train', '--config', 'missing'], /^The recipe missing cannot be used: there is no such file\. /],
])('gives one sentence for %j', async (args, sentence) => {
  await writeFile(at('no-model'), 'x');
  await writeFile(at('no-strokes.json'), '[]');
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
