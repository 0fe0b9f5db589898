/**
 * `npx tsx scripts/house/make-fixtures.ts 0.2.0`: writes one small file of everything that is stored, in its present
 * form, to
 * `src/engine/testing/fixtures/0.2.0`. Run it where a form has changed, with the release that writes it first; existing
 * files stay, since the code of their time wrote them.
 */

import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRecipeFile } from '../../src/domain/recipe/recipe-file.ts';
import { createComparedFolder } from '../../src/engine/comparison/compared-folder.ts';
import { encodeModelFile } from '../../src/engine/files/model-file.ts';
import { saveGenerator } from '../../src/engine/generator/generator-storage.ts';
import { createGeneratorFiles } from '../../src/engine/generator/kept-generator.ts';
import { choicesFile, rememberChoice } from '../../src/engine/kernels/choice/remembered.ts';
import { saveModel } from '../../src/engine/models/storage.ts';
import { idOf } from '../../src/engine/own-data/open-draft.ts';
import { createDataSetStore } from '../../src/engine/own-data/store.ts';
import { writeDigits } from '../../src/engine/personal/digits-file.ts';
import { keptStripFile, saveStripReader } from '../../src/engine/strips/strip-file.ts';
import * as examples from '../../src/engine/testing/stored-files.ts';
import { createTimelineFolder } from '../../src/engine/timeline/timeline-folder.ts';
import { createCheckpointFolder } from '../../src/engine/training/checkpoint-folder.ts';
import { createRemembered } from '../../src/main/remembered.ts';

const [release] = process.argv.slice(2);
const into = examples.fixturesFolder(release);

/** Writes everything as the app does. @returns file of the app → name of the example */
async function writeAll(folder: string): Promise<Readonly<Record<string, string>>> {
  const { runExample, networkExample, modelExample, momentExample, dataSetExample } = examples;
  const runs = createCheckpointFolder(folder);
  await runs.save('20260101000000-0run', runExample);
  await runs.save('20260101000000-tune', networkExample);
  const { run, step, trainLoss, weights } = momentExample;
  const moments = [{ step, trainLoss, weights: new Float32Array() }];
  await createTimelineFolder(folder).write(run, { first: step, moments, weightsOf: () => [...weights] });
  await createComparedFolder(folder).save('20260101000000-comp', examples.comparedExample);
  await createGeneratorFiles(folder).newest.save(examples.generatorExample);
  await saveStripReader(keptStripFile(folder), examples.stripReaderExample);
  await saveModel(join(folder, 'model'), modelExample.config, modelExample.weights, modelExample.metadata);
  await saveGenerator(
    join(folder, 'row-generator-model'),
    examples.generatorExample.weights,
    examples.generatorMetadataExample,
  );
  await writeFile(join(folder, 'model.gatescope'), await encodeModelFile(modelExample));
  await writeFile(join(folder, 'run.recipe.json'), writeRecipeFile(examples.recipeExample));
  await writeFile(join(folder, 'my-digits.json'), writeDigits(examples.digitsExample));
  const dataSet = { id: await idOf(dataSetExample), ...dataSetExample };
  const dataSets = createDataSetStore(folder);
  await dataSets.keep(dataSet);
  await dataSets.choose(dataSet);
  await rememberChoice(choicesFile(folder), examples.machineExample, examples.choiceExample);
  const { locale, folders, recent } = examples.windowExample;
  createRemembered(
    join(folder, 'window.json'),
    () => undefined,
    () => undefined,
  ).set({ locale, folders, recent: [...recent] });
  return {
    'runs/20260101000000-0run.run': 'trained.run',
    'runs/20260101000000-tune.run': 'fine-tuned.run',
    [`timelines/${run}/${step}.moment`]: 'one.moment',
    'comparison/20260101000000-comp.compared': 'one.compared',
    'row-generator/newest.generator': 'one.generator',
    'strip-reader/trained.strips': 'one.strips',
    'model/model.json': 'model.json',
    'model/weights.bin': 'weights.bin',
    'model/metadata.json': 'metadata.json',
    'row-generator-model/model.json': 'generator-model.json',
    'row-generator-model/weights.bin': 'generator-weights.bin',
    'row-generator-model/metadata.json': 'generator-metadata.json',
    'model.gatescope': 'model.gatescope',
    'run.recipe.json': 'recipe.json',
    'my-digits.json': 'my-digits.json',
    [`data-sets/${dataSet.id}.data`]: 'one.data',
    'data-sets/chosen.json': 'chosen.json',
    'kernels.json': 'kernels.json',
    'window.json': 'window.json',
  };
}

if (!release) throw new Error('Name the release that writes this form first, for example 0.2.0.');
const folder = await mkdtemp(join(tmpdir(), 'gatescope-fixtures-'));
try {
  await mkdir(into, { recursive: true });
  const there = new Set(await readdir(into));
  for (const [file, name] of Object.entries(await writeAll(folder))) {
    const fixture = examples.fixtureName(name);
    if (there.has(fixture)) continue;
    const path = join(into, fixture);
    await writeFile(`${path}.tmp`, examples.fixtureText(name, await readFile(join(folder, file))));
    await rename(`${path}.tmp`, path);
    console.log(`${path}: ${(await stat(path)).size} bytes`);
  }
} finally {
  await rm(folder, { recursive: true });
}
