import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parseRecipeFile, writeRecipeFile } from '../../domain/recipe/recipe-file.ts';
import { encodeRun } from '../comparison/compared-file.ts';
import { createComparedFolder } from '../comparison/compared-folder.ts';
import { decodeModelFile } from '../files/model-file.ts';
import { loadGenerator } from '../generator/generator-storage.ts';
import { createGeneratorFiles } from '../generator/kept-generator.ts';
import { choicesFile, rememberChoice, rememberedChoice } from '../kernels/choice/remembered.ts';
import { writeMetadata } from '../models/model-metadata.ts';
import { loadModel } from '../models/storage.ts';
import { idOf } from '../own-data/open-draft.ts';
import { createDataSetStore } from '../own-data/store.ts';
import { parseDigits, writeDigits } from '../personal/digits-file.ts';
import { sha256Hex } from '../system/sha256.ts';
import { signed } from '../system/signed-file.ts';
import { keptStripFile, loadStripReader } from '../strips/strip-file.ts';
import { createTimelineFolder } from '../timeline/timeline-folder.ts';
import { createCheckpointFolder } from '../training/checkpoint-folder.ts';
import { encodeSaved } from '../training/saved-file.ts';
import * as examples from './stored-files.ts';
import { storedFile } from './stored-files.ts';
import { eachTestItsFolder } from './user-folder.ts';

const user = eachTestItsFolder();
const textOf = async (name: string) => new TextDecoder().decode(await storedFile(name));

/** Puts a file of 0.1.0 where the app keeps it. */
async function lay(name: string, ...place: readonly string[]): Promise<void> {
  await layOf('0.1.0', name, ...place);
}

async function layOf(release: string, name: string, ...place: readonly string[]): Promise<void> {
  const path = join(user(), ...place);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await storedFile(name, release));
}

/** The release that wrote the present form of a file first. */
async function sinceOf(name: string): Promise<string> {
  const renewed = await readdir(examples.fixturesFolder('0.2.0'));
  return renewed.includes(examples.fixtureName(name)) ? '0.2.0' : '0.1.0';
}

test('resumes a run of 0.1.0 with every number intact', async () => {
  await lay('trained.run', 'runs', '20260101000000-0run.run');
  expect(await createCheckpointFolder(user()).load('20260101000000-0run')).toEqual(examples.runExample);
});

test('loads a fine-tuned network of 0.1.0', async () => {
  await lay('fine-tuned.run', 'runs', '20260101000000-tune.run');
  expect(await createCheckpointFolder(user()).load('20260101000000-tune')).toEqual(examples.networkExample);
});

test('loads a moment of 0.1.0 with its weights', async () => {
  const { run, step, trainLoss, config, weights } = examples.momentExample;
  await lay('one.moment', 'timelines', run, `${step}.moment`);
  const moment = { step, trainLoss, sha256: sha256Hex(await storedFile('one.moment')) };
  const flat = (given: typeof weights) => Float32Array.from(given.flatMap(({ values }) => [...values]));
  const network = { config, snapshotOf: (given: readonly (typeof weights)[number][]) => flat([...given]) };
  expect(await createTimelineFolder(user()).read(run, moment, network)).toEqual(flat([...weights]));
});

test('loads a compared run of 0.1.0 with figures, curves and network', async () => {
  await lay('one.compared', 'comparison', '20260101000000-comp.compared');
  const file = '20260101000000-comp';
  expect(await createComparedFolder(user()).load()).toEqual({
    runs: [{ ...examples.comparedExample, file }],
    newer: 0,
  });
});

test('loads a row generator of 0.1.0', async () => {
  await lay('one.generator', 'row-generator', 'newest.generator');
  expect(await createGeneratorFiles(user()).newest.load()).toEqual(examples.generatorExample);
});

test('loads a reader of strips of 0.2.0, with what it takes to train on', async () => {
  await layOf('0.2.0', 'one.strips', 'strip-reader', 'trained.strips');
  expect(await loadStripReader(keptStripFile(user()))).toEqual(examples.stripReaderExample);
});

test('opens a model file of 0.1.0 with its history', async () => {
  const { config, weights, metadata, history } = examples.modelExample;
  const opened = await decodeModelFile('model.gatescope', await storedFile('model.gatescope'));
  expect(opened).toEqual({ config, weights, metadata, history });
});

test('opens a folder of 0.1.0 with a model or a row generator', async () => {
  for (const part of ['model.json', 'weights.bin', 'metadata.json']) {
    await lay(part, 'model', part);
    await lay(`generator-${part}`, 'generator', part);
  }
  const { config, weights, metadata } = examples.modelExample;
  expect(await loadModel(join(user(), 'model'))).toEqual({ config, weights, metadata });
  const { metadata: about, ...generator } = await loadGenerator(join(user(), 'generator'));
  expect(about).toMatchObject(examples.generatorMetadataExample);
  expect(generator).toEqual({ units: 8, weights: examples.generatorExample.weights });
});

test('reads a recipe and digits of 0.1.0', async () => {
  expect(parseRecipeFile(await textOf('recipe.json'))).toEqual(examples.recipeExample);
  expect(parseDigits(await textOf('my-digits.json'))).toEqual(examples.digitsExample);
});

test('shows the data set that 0.1.0 showed', async () => {
  const id = await idOf(examples.dataSetExample);
  await lay('one.data', 'data-sets', `${id}.data`);
  await lay('chosen.json', 'data-sets', 'chosen.json');
  expect(await createDataSetStore(user()).chosen()).toEqual({ id, ...examples.dataSetExample });
});

test('uses the kernels that 0.1.0 chose', async () => {
  await lay('kernels.json', 'kernels.json');
  expect(await rememberedChoice(choicesFile(user()), examples.machineExample)).toEqual(examples.choiceExample);
});

test('resumes a run of 0.2.0 and loads a compared run of 0.2.0', async () => {
  await layOf('0.2.0', 'trained.run', 'runs', '20260101000000-0run.run');
  await layOf('0.2.0', 'one.compared', 'comparison', '20260101000000-comp.compared');
  expect(await createCheckpointFolder(user()).load('20260101000000-0run')).toEqual(examples.runExample);
  const { runs } = await createComparedFolder(user()).load();
  expect(runs).toEqual([{ ...examples.comparedExample, file: '20260101000000-comp' }]);
});

test('still writes the form of the release that wrote it first, byte for byte', async () => {
  await rememberChoice(choicesFile(user()), examples.machineExample, examples.choiceExample);
  const data = { id: await idOf(examples.dataSetExample), ...examples.dataSetExample };
  await createDataSetStore(user()).keep(data);
  const weightsSha256 = sha256Hex(await storedFile('weights.bin'));
  const written: Record<string, Uint8Array | string> = {
    'trained.run': Buffer.concat(signed(encodeSaved(examples.runExample))),
    'fine-tuned.run': Buffer.concat(signed(encodeSaved(examples.networkExample))),
    'one.compared': Buffer.concat(signed(encodeRun(examples.comparedExample))),
    'metadata.json': writeMetadata(examples.modelExample.metadata, weightsSha256),
    'recipe.json': writeRecipeFile(examples.recipeExample),
    'my-digits.json': writeDigits(examples.digitsExample),
    'kernels.json': await readFile(choicesFile(user())),
    'one.data': await readFile(join(user(), 'data-sets', `${data.id}.data`)),
  };
  for (const [name, bytes] of Object.entries(written))
    expect(Buffer.compare(Buffer.from(bytes), await storedFile(name, await sinceOf(name))), name).toBe(0);
});

test('keeps the fixtures of a release small', async () => {
  const folder = examples.fixturesFolder('0.1.0');
  const sizes = await Promise.all((await readdir(folder)).map(async (file) => (await stat(join(folder, file))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
});
