/** Compared runs, the row generator and the moments of a run, as stored in the data folder. */

import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { encodeRun } from '../../../src/engine/comparison/compared-file.ts';
import { comparedRunsFolder, createComparedFolder } from '../../../src/engine/comparison/compared-folder.ts';
import { generatorWeightShapes } from '../../../src/engine/generator/generator-config.ts';
import { createGeneratorFiles, generatorFolder } from '../../../src/engine/generator/kept-generator.ts';
import { modelConfigOf, sizeOfShape } from '../../../src/domain/recipe/config.ts';
import type { Weight } from '../../../src/engine/models/network.ts';
import { createTimelineFolder, timelinesFolder } from '../../../src/engine/timeline/timeline-folder.ts';
import { framed, NewerCheckpoint } from '../../../src/engine/training/framed.ts';
import { checkpointOf } from '../../../src/engine/training/testing/checkpoints.ts';
import { hostileBytes } from '../bytes.ts';
import { hostileFramedBytes } from '../framed-bytes.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const { recipe, weights, data, history } = checkpointOf(7);
const { loss, accuracy, gradientNorm, weightNorm } = history.steps;

const comparedRun = encodeRun({
  ...{ name: 'LSTM', recipe, digits: 256, dataSet: data, experiment: 'cells', state: 'done', error: null, weights },
  ...{ queued: 0, step: 7, totalSteps: 7, seconds: 1 },
  curves: { step: Uint32Array.from(loss, (_, index) => index + 1), loss, accuracy, gradientNorm, weightNorm },
  testAccuracy: [{ order: recipe.order, accuracy: 0.5 }],
  gradientFlow: {
    ...{ steps: 28, firstStep: 0, layers: 2, truncation: 0, step: 7, stretch: null },
    ...{ lossGradient: new Float32Array(56).fill(1), stateJacobian: new Float32Array(56).fill(1) },
  },
});

const units = 8;
const generator = framed(
  {
    ...{ format: 'gatescope-trained-generator', version: 1 },
    generator: { units, step: 7, totalSteps: 9, epochs: 1, testLoss: 0.2, losses: [] },
  },
  generatorWeightShapes(units).map(({ shape }) => new Float32Array(sizeOfShape(shape)).fill(0.1)),
);

const run = '20261121120000-abcd';
const moment = framed(
  { format: 'gatescope-moment', version: 1, run, step: 7 },
  weights.map(({ values }) => values),
);

type Kept = { readonly of: 'comparison' | 'generator' | 'moment'; readonly bytes: Uint8Array };

/** The weights of a moment that the run's file refers to. */
async function readMoment(folder: string, bytes: Uint8Array): Promise<readonly Weight[]> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  let read: readonly Weight[] = [];
  const network = {
    config: modelConfigOf(recipe),
    snapshotOf(found: readonly Weight[]) {
      read = found;
      return new Float32Array();
    },
  };
  const copy = await createTimelineFolder(folder)
    .read(run, { step: 7, trainLoss: null, sha256 }, network)
    .catch((error: unknown) => {
      if (error instanceof NewerCheckpoint) return null;
      throw error;
    });
  insist(copy === null || read.length === weights.length, 'It has other weights.');
  return read;
}

function insistOnNumbers(read: readonly Weight[]): void {
  insist(
    read.every(({ values }) => values.every(Number.isFinite)),
    'Its weights are not finite numbers.',
  );
}

export const keptFilesSurface: Surface<Kept> = {
  name: 'kept-files',
  sizeLimit: 64 * mebibyte,
  inputs: fc.oneof(
    fc.record({ of: fc.constant('comparison' as const), bytes: hostileFramedBytes([comparedRun]) }),
    fc.record({ of: fc.constant('generator' as const), bytes: hostileFramedBytes([generator]) }),
    fc.record({ of: fc.constant('moment' as const), bytes: hostileBytes([moment]) }),
  ),
  async open() {
    const folder = await temporaryFolder();
    const places = {
      comparison: join(comparedRunsFolder(folder.path), '20261121120000-abcd.compared'),
      generator: join(generatorFolder(folder.path), 'newest.generator'),
      moment: join(timelinesFolder(folder.path), run, '7.moment'),
    };
    await Promise.all(Object.values(places).map((path) => mkdir(dirname(path), { recursive: true })));
    const readers: Readonly<Record<Kept['of'], (bytes: Uint8Array) => Promise<(readonly Weight[])[]>>> = {
      comparison: async () => (await createComparedFolder(folder.path).load()).runs.map((each) => each.weights ?? []),
      generator: async () => [(await createGeneratorFiles(folder.path).newest.load())?.weights ?? []],
      moment: async (bytes) => [await readMoment(folder.path, bytes)],
    };
    return {
      async feed({ of, bytes }) {
        await writeFile(places[of], bytes);
        (await readers[of](bytes)).forEach(insistOnNumbers);
        insist((await readdir(dirname(places[of]))).length === 1, 'There are other files beside it.');
        await folder.checkOutside();
        // Unreadable files are ignored silently.
        return null;
      },
      close: folder.remove,
    };
  },
};
