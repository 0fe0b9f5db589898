// Holds P7.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { migrate, type Versions } from '../../domain/migrate.ts';
import { parseRecipeFile } from '../../domain/recipe/recipe-file.ts';
import { limits } from '../../domain/limits/limits.ts';
import { createComparedFolder } from '../comparison/compared-folder.ts';
import { mnistDataSet, noImages } from '../data/data-set.ts';
import { decodeModelFile } from '../files/model-file.ts';
import { loadGenerator } from '../generator/generator-storage.ts';
import { createGeneratorFiles } from '../generator/kept-generator.ts';
import { choicesFile, rememberChoice, rememberedChoice } from '../kernels/choice/remembered.ts';
import { loadModel } from '../models/storage.ts';
import { idOf } from '../own-data/open-draft.ts';
import { createDataSetStore } from '../own-data/store.ts';
import { sha256Hex } from '../system/sha256.ts';
import { sha256Bytes, signed, unsigned } from '../system/signed-file.ts';
import { keptStripFile, loadStripReader, saveStripReader } from '../strips/strip-file.ts';
import { createCheckpointFolder } from '../training/checkpoint-folder.ts';
import { readFrame } from '../training/framed.ts';
import * as examples from './stored-files.ts';
import { storedFile } from './stored-files.ts';
import { eachTestItsFolder } from './user-folder.ts';

const user = eachTestItsFolder();

/** A file as a future version might write it: only its version number is known today. */
async function newerFile(name: string, release?: string): Promise<Uint8Array> {
  const bytes = Buffer.from(await storedFile(name, release));
  const [found] = /"version": ?1/.exec(bytes.toString('latin1')) ?? [''];
  bytes[bytes.indexOf(found) + found.length - 1] = '9'.charCodeAt(0);
  return Uint8Array.from(bytes);
}

/** The same for a file that starts with its sha256. */
async function newerSigned(name: string, release?: string): Promise<Uint8Array> {
  return Uint8Array.from(Buffer.concat(signed((await newerFile(name, release)).subarray(sha256Bytes))));
}

/** Puts a file where the app keeps it. @returns a check that it is still there, unchanged */
async function lay(bytes: Uint8Array, ...place: readonly string[]): Promise<() => Promise<void>> {
  const path = join(user(), ...place);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return async () => {
    expect(Buffer.compare(await readFile(path), bytes), path).toBe(0);
  };
}

test.each(['trained.run', 'fine-tuned.run'])('reports a saved run of a newer version (%s) as such', async (name) => {
  const stays = await lay(await newerSigned(name), 'runs', '20260101000000-0run.run');
  const runs = createCheckpointFolder(user());
  await expect(runs.load('20260101000000-0run')).rejects.toMatchObject({ kind: 'checkpointNewer' });
  await expect(runs.remove('20260101000000-0run')).rejects.toMatchObject({ kind: 'checkpointNewer' });
  expect(await runs.listNewer()).toMatchObject([{ id: '20260101000000-0run' }]);
  await stays();
});

test('refuses a run with a moment of a newer version as newer, and keeps it', async () => {
  const { run, step, trainLoss, config } = examples.momentExample;
  const bytes = await newerFile('one.moment');
  const stays = await lay(bytes, 'timelines', run, `${step}.moment`);
  const moment = { step, trainLoss, sha256: sha256Hex(bytes) };
  const network = { config, snapshotOf: () => new Float32Array() };
  const reading = createCheckpointFolder(user()).loadMoment(run, moment, network);
  await expect(reading).rejects.toMatchObject({ kind: 'checkpointNewer' });
  await stays();
});

test('counts a compared run of a newer version, does not show it, and keeps it', async () => {
  const stays = await lay(await newerSigned('one.compared'), 'comparison', '20260101000000-comp.compared');
  expect(await createComparedFolder(user()).load()).toEqual({ runs: [], newer: 1 });
  await stays();
});

test("does not replace a newer version's reader of strips, and says why", async () => {
  const stays = await lay(await newerSigned('one.strips', '0.2.0'), 'strip-reader', 'trained.strips');
  const path = keptStripFile(user());
  await expect(loadStripReader(path)).rejects.toThrow('a newer Gatescope');
  const saving = saveStripReader(path, examples.stripReaderExample);
  await expect(saving).rejects.toThrow('a newer Gatescope keeps its own there');
  await stays();
});

test("neither replaces nor removes a newer version's row generator, and says why", async () => {
  const stays = await lay(await newerSigned('one.generator'), 'row-generator', 'newest.generator');
  const { newest } = createGeneratorFiles(user());
  expect(await newest.load()).toBeNull();
  await expect(newest.save(examples.generatorExample)).rejects.toThrow('a newer Gatescope keeps its own there');
  await newest.remove();
  await stays();
});

test('reports models and recipes of a newer version as such', async () => {
  for (const [folder, prefix] of [
    ['model', ''],
    ['generator', 'generator-'],
  ]) {
    for (const part of ['model.json', 'weights.bin']) await lay(await storedFile(prefix + part), folder, part);
    await lay(await newerFile(`${prefix}metadata.json`), folder, 'metadata.json');
  }
  const newer = { kind: 'modelInvalid', details: { why: 'a newer version of Gatescope wrote its metadata.json' } };
  await expect(loadModel(join(user(), 'model'))).rejects.toMatchObject(newer);
  await expect(loadGenerator(join(user(), 'generator'))).rejects.toMatchObject(newer);
  const parts = unzipSync(await storedFile('model.gatescope'));
  const file = zipSync({ ...parts, 'manifest.json': strToU8('{"format":"gatescope","version":2}') });
  const why = 'a newer version of Gatescope wrote it';
  await expect(decodeModelFile('model.gatescope', file)).rejects.toMatchObject({ details: { why } });
  const unlisted = Object.fromEntries(Object.entries(parts).filter(([name]) => name !== 'manifest.json'));
  const history = new TextDecoder().decode(parts['history.json']).replace('"version": 1', '"version": 2');
  const newerHistory = zipSync({ ...unlisted, 'history.json': strToU8(history) });
  await expect(decodeModelFile('model.gatescope', newerHistory)).rejects.toMatchObject({
    details: { why: 'a newer version of Gatescope wrote its history.json' },
  });
  expect(parseRecipeFile(new TextDecoder().decode(await newerFile('recipe.json')))).toEqual({ why });
});

test('reports a data set of a newer version as such, and never evicts it', async () => {
  const id = await idOf(examples.dataSetExample);
  const stays = await lay(await newerFile('one.data'), 'data-sets', `${id}.data`);
  const store = createDataSetStore(user());
  await expect(store.load(id, 'Two marks')).rejects.toMatchObject({
    kind: 'dataSetNewer',
    message: 'The data set "Two marks" was saved by a newer Gatescope: update Gatescope to open it. The file stays.',
  });
  for (let set = 0; set <= limits.maxDataSetsKept; set++) {
    const data = { ...examples.dataSetExample, name: `Set ${set}` };
    await store.keep({ id: await idOf(data), ...data });
  }
  await stays();
  expect(await readdir(join(user(), 'data-sets'))).toHaveLength(limits.maxDataSetsKept + 1);
});

test("does not overwrite a newer version's choice of data set", async () => {
  const stays = await lay(strToU8('{"version":2,"of":[]}'), 'data-sets', 'chosen.json');
  const store = createDataSetStore(user());
  expect(await store.chosen()).toBeNull();
  const choosing = store.choose(mnistDataSet({ train: noImages, test: noImages }));
  await expect(choosing).rejects.toThrow('a newer Gatescope keeps its own there');
  await stays();
});

test("keeps a newer version's choice of kernels, and chooses anew for this run only", async () => {
  const text = new TextDecoder().decode(await storedFile('kernels.json'));
  const stays = await lay(strToU8(text.replace('kernels-1', 'kernels-2')), 'kernels.json');
  const file = choicesFile(user());
  expect(await rememberedChoice(file, examples.machineExample)).toBeNull();
  const remembering = rememberChoice(file, examples.machineExample, examples.choiceExample);
  await expect(remembering).rejects.toThrow('a newer Gatescope keeps its own there');
  await stays();
});

/** A made-up version 2 that renames one part of a file. */
const renaming = (format: string | null, from: string, to: string): Versions => ({
  format,
  ups: [({ [from]: part, ...others }) => ({ ...others, [to]: part })],
});

test('migrates a description without a number from 0.1.0 to a made-up next version', async () => {
  for (const [name, format, part] of [
    ['trained.run', 'gatescope-checkpoint', 'run'],
    ['fine-tuned.run', 'gatescope-fine-tuned', 'network'],
    ['one.compared', 'gatescope-compared', 'run'],
    ['one.generator', 'gatescope-trained-generator', 'generator'],
  ]) {
    const described = readFrame(unsigned(await storedFile(name)) ?? new Uint8Array()) as Record<string, unknown>;
    const next = { format, version: 2, work: described[part] };
    expect(migrate(renaming(format, part, 'work'), described), name).toEqual(next);
  }
});

test('migrates a text with or without a number from 0.1.0 to a made-up next version', async () => {
  for (const [name, format, part] of [
    ['my-digits.json', 'gatescope-digits', 'digits'],
    ['metadata.json', 'gatescope-model', 'recipe'],
    ['recipe.json', 'gatescope-recipe', 'recipe'],
    ['chosen.json', null, 'name'],
    ['window.json', null, 'recent'],
  ] as const) {
    const stored = JSON.parse(new TextDecoder().decode(await storedFile(name))) as Record<string, unknown>;
    const { [part]: value, ...others } = stored;
    expect(migrate(renaming(format, part, 'new'), stored), name).toEqual({ ...others, version: 2, new: value });
  }
});
