// Holds P24, P37, P40.
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { GatescopeError } from '../../domain/errors.ts';
import { startTestBackend } from '../testing/start.ts';
import { decodeModelFile, encodeModelFile } from './model-file.ts';
import { kinds, modelOf } from './testing/models.ts';

let file: Uint8Array;

beforeAll(async () => {
  await startTestBackend();
  file = await encodeModelFile(modelOf({}));
});

/** The file with some parts replaced, zipped again. */
function changed(change: (parts: Record<string, Uint8Array>) => void): Uint8Array {
  const parts = unzipSync(file);
  change(parts);
  return zipSync(parts);
}

const open = (bytes: Uint8Array) => decodeModelFile('mine.gatescope', bytes);

test.each(kinds)('%s survives a round trip bit for bit, with its history', async (_, changes) => {
  const model = modelOf(changes);
  const { config, weights, metadata, history } = await open(await encodeModelFile(model));
  expect({ config, weights, metadata, history }).toEqual(model);
});

test('the same model gives the same file', async () => {
  expect(await encodeModelFile(modelOf({}))).toEqual(file);
});

test("opens a zipped model folder with or without Gatescope's additions", async () => {
  const { config, weights } = modelOf({});
  const { 'model.json': modelJson, 'weights.bin': weightData } = unzipSync(file);
  const bare = zipSync({ 'model.json': modelJson, 'weights.bin': weightData });
  expect(await open(bare)).toEqual({ config, weights, metadata: null, history: null });
  const withStrangers = zipSync({
    ...unzipSync(file),
    '__MACOSX/._model.json': strToU8('x'),
    '../../evil': strToU8('x'),
  });
  expect((await open(withStrangers)).weights).toEqual(weights);
});

test('opens a zipped tfjs model by its weight names, sharded or not', async () => {
  const { 'model.json': modelJson, 'weights.bin': weightData } = unzipSync(file);
  const paths = ['group1-shard1of2.bin', '가중치.bin'];
  const json = JSON.parse(strFromU8(modelJson)) as { weightsManifest: { paths: string[] }[] };
  json.weightsManifest[0].paths = paths;
  const sharded = zipSync({
    'model.json': strToU8(JSON.stringify(json)),
    [paths[1]]: weightData.subarray(100),
    [paths[0]]: weightData.subarray(0, 100),
  });
  expect((await open(sharded)).weights).toEqual(modelOf({}).weights);
});

test('rejects a .zip with a wrong checksum, also without a manifest', async () => {
  const { 'model.json': modelJson, 'weights.bin': weightData } = unzipSync(file);
  const stored = zipSync({ 'model.json': modelJson, 'weights.bin': weightData }, { level: 0 });
  const at = Buffer.from(stored).indexOf(Buffer.from(weightData.subarray(0, 64)));
  stored[at + 9] ^= 1;
  await expect(open(stored)).rejects.toThrow('weights.bin in it is damaged');
});

describe('rejects %s in one sentence', () => {
  const without = (...names: string[]) => {
    return (parts: Record<string, Uint8Array>) => {
      for (const name of names) Reflect.deleteProperty(parts, name);
    };
  };
  const bomb = new Uint8Array(33 * 2 ** 20);
  test.each([
    ['nothing', () => new Uint8Array(), 'it is empty'],
    ['a picture', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'it is not a .zip file, or it is damaged'],
    [
      'weights that are not there',
      () => changed(without('manifest.json', 'weights.bin')),
      'missing .weights.bin.: put them',
    ],
    [
      'a file of Keras 3',
      () => zipSync({ 'config.json': strToU8('{}'), 'model.weights.h5': strToU8('') }),
      'it is a Keras file: convert it with tensorflowjs_converter',
    ],
    ['a file of Keras 2', () => Uint8Array.of(0x89, 0x48, 0x44, 0x46), 'it is a Keras file: convert it'],
    ['a file of PyTorch', () => zipSync({ 'net/data.pkl': strToU8('') }), 'it is a PyTorch file'],
    ['NumPy arrays', () => zipSync({ 'w.npy': strToU8('') }), 'it holds NumPy arrays'],
    ['a cut file', () => file.subarray(0, file.length / 2), 'cut off|damaged|missing'],
    ['a .zip without a model', () => zipSync({ 'a.txt': strToU8('a') }), 'it contains no model'],
    ['a bomb', () => changed((parts) => (parts['model.json'] = bomb)), 'model.json in it is too large'],
    [
      'two bombs, each within its limit',
      () => changed((parts) => (parts['weights.bin'] = parts['history.bin'] = bomb)),
      '(weights|history).bin in it is too large',
    ],
    ['altered weights', () => changed((parts) => (parts['weights.bin'][9] ^= 1)), 'weights.bin was altered'],
    ['a missing part', () => changed((parts) => delete parts['history.bin']), 'history.bin was altered or is missing'],
    [
      'a manifest of another program',
      () => changed((parts) => (parts['manifest.json'] = strToU8('{}'))),
      'manifest.json was not written by Gatescope',
    ],
    [
      'a newer version',
      () =>
        changed((parts) => {
          parts['manifest.json'] = strToU8(JSON.stringify({ format: 'gatescope', version: 2, sha256: {} }));
        }),
      'newer version',
    ],
    [
      'too many files',
      () => zipSync(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [String(index), strToU8('')]))),
      'too many files',
    ],
    [
      'a model that wants too much memory',
      () =>
        changed((parts) => {
          delete parts['manifest.json'];
          const json = new TextDecoder().decode(parts['model.json']).replaceAll('"units":16', '"units":1e9');
          parts['model.json'] = strToU8(json);
        }),
      'a layer with fewer than 1 or more than 512 units',
    ],
  ])('%s', async (_, bytes, why) => {
    const error: unknown = await open(bytes()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GatescopeError);
    expect(error).toMatchObject({ kind: 'fileUnusable', details: { file: 'mine.gatescope' } });
    expect((error as GatescopeError).message).toMatch(new RegExp(why));
  });

  test('detects altered, cut or repeated bytes anywhere', async () => {
    const place = fc.integer({ min: 0, max: 30_000 });
    await fc.assert(
      fc.asyncProperty(place, place, fc.uint8Array({ minLength: 1, maxLength: 8 }), async (at, length, noise) => {
        const bytes = Uint8Array.from([...file.subarray(0, at), ...noise, ...file.subarray(at + (length % 64))]);
        const opened = await open(bytes).catch((error: unknown) => error);
        if (opened instanceof Error) expect(opened).toMatchObject({ kind: 'fileUnusable' });
        // Some bytes, such as dates, carry no data.
        else expect(opened).toMatchObject({ weights: modelOf({}).weights });
      }),
      { numRuns: 150 },
    );
  });
});
