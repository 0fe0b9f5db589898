/** Valid requests to the engine, and the requests that prepare them. */

import fc from 'fast-check';
import * as v from 'valibot';
import type { RequestName } from '../../src/protocol/api.ts';
import { encodeModelFile } from '../../src/engine/files/model-file.ts';
import { modelOf } from '../../src/engine/files/testing/models.ts';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import { barsPair, labelsOf } from '../../src/engine/own-data/testing/files.ts';
import { defaultStripSettings } from '../../src/domain/strips/strip-settings.ts';
import { requests } from '../../src/protocol/api.ts';
import { insist } from './surface.ts';
import { hostileVersions } from './values.ts';

export const requestNames = Object.keys(requests) as RequestName[];

export const recipe = { ...defaultRecipe, units: 8, batchSize: 20, epochs: 1 };
const pixels = Uint8Array.from({ length: 784 }, (_, at) => at % 200);
const source = { kind: 'drawing', pixels };
const ablation = { layer: 0, clamp: { gate: 'forgetGate', at: 0 }, silenced: [1, 2], heads: [], forgetBias: 1 };

const modelFile = await encodeModelFile(modelOf({ units: 8 }));
const dataFiles = barsPair(labelsOf(30, 3));
const pieces = dataFiles.map(({ name, bytes }, file) => ({ file, name, size: bytes.length, offset: 0, bytes }));

/** Valid parameters; requests missing here have none. */
const rightParameters: Partial<Record<RequestName, unknown>> = {
  setSlowMotion: { on: false },
  setPace: { everyMs: 500 },
  restart: { recipe },
  getTestDigit: { index: 3 },
  pin: { source, order: 'rowsUp', ablation, saliency: true },
  evaluateAblation: { ablation },
  findNeighbours: { source: { kind: 'test', index: 2 }, order: 'columns', until: 20, count: 12 },
  getTestDigits: { first: 0, count: 10 },
  setLearningRate: { learningRate: 0.01 },
  getGradientFlow: { source: { kind: 'test', index: 2 } },
  compare: { runs: [{ name: 'run', recipe, digits: 128 }] },
  renameRun: { id: 1, name: 'name' },
  removeRuns: { ids: [1, 2] },
  traceRun: { id: 1, source },
  trainGenerator: { units: 8, epochs: 1, truncation: 0, seed: 1 },
  complete: { pixels, givenRows: 14, count: 2, temperature: 1, seed: 1, window: 27, label: null },
  measureWindows: undefined,
  stopMeasuringWindows: undefined,
  trainStripReader: { ...defaultStripSettings, units: 16, longest: 1, steps: 100 },
  openStripReader: { model: 'bottleneck' },
  makeStrip: { digits: 2, seed: 3 },
  readStrip: { pixels: new Uint8Array(28 * 20).fill(7), width: 20, forced: [3] },
  resumeRun: { id: '20260101000000-0000' },
  renameSavedRun: { id: '20260101000000-0000', name: 'mine' },
  removeSavedRun: { id: '20260101000000-0000' },
  traceAt: { session: 1, source, step: 0, order: 'rowsUp' },
  readingThroughTime: { session: 1, source, order: 'columns', after: -1 },
  keepDigits: {
    images: new Uint8Array(784 * 2).fill(5),
    labels: Uint8Array.of(1, 2),
    answers: Uint8Array.of(255, 3),
    times: Float64Array.of(1, 2),
  },
  relabelDigits: { ids: ['0123456789abcdef'], label: 3 },
  removeDigits: { ids: ['0123456789abcdef'] },
  fineTune: { seed: 1 },
  sendDataFile: pieces[0],
  openDataSet: { name: 'Bars', classNames: ['left', 'middle', '右'], transposed: false, inverted: false },
  openMnist: { isTrial: true },
  upload: { at: 0, bytes: modelFile },
  openModel: { name: 'mine.gatescope' },
  exportModel: { format: 'gatescope', run: null },
};

for (const name of requestNames) {
  insist(
    v.is(requests[name].params, rightParameters[name]),
    `The right parameters of "${name}" are missing, or are wrong.`,
  );
}

/** Pieces of files that are too large, empty, or at the wrong place. */
const pieceBytes = fc.constantFrom(
  ...[new Uint8Array(), modelFile, modelFile.slice(0, 99), dataFiles[0].bytes],
  ...[2 ** 19, 2 ** 19 + 1, 2 ** 20 + 1].map((length) => new Uint8Array(length)),
);
const place = fc.constantFrom(0, 1, 99, modelFile.length, 2 ** 19, 2 ** 26, 8e8, 8e8 + 1, 2 ** 53 - 1);
const oddPieces: Partial<Record<RequestName, fc.Arbitrary<unknown>>> = {
  upload: fc.record({ at: place, bytes: pieceBytes }),
  sendDataFile: fc.record({
    file: fc.nat({ max: 6 }),
    name: fc.constantFrom('train', 'test', '../../up', '\u0000'),
    ...{ size: place, offset: place, bytes: pieceBytes },
  }),
};

/** Valid parameters of a request, usually with something wrong in them. */
export function nearlyRight(name: RequestName): fc.Arbitrary<unknown> {
  const altered = hostileVersions(rightParameters[name]);
  const odd = oddPieces[name];
  return odd ? fc.oneof(altered, odd) : altered;
}

export type Question = { readonly name: RequestName; readonly params?: unknown };

const sending: readonly Question[] = pieces.map((params) => ({ name: 'sendDataFile', params }));

/** Requests to send before, so that there is something to act on. */
export const preparations: Partial<Record<RequestName, readonly Question[]>> = {
  openModel: [{ name: 'upload', params: rightParameters.upload }],
  readDataFiles: sending,
  openDataSet: [...sending, { name: 'readDataFiles' }],
};

/** Requests after which another network or data set is shown. */
export const openers: readonly RequestName[] = ['openModel', 'openDataSet', 'openMnist', 'undoRestart', 'resumeRun'];
