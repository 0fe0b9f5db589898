// Holds P38.
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { sliceDigits } from '../../domain/digit-set.ts';
import { stepMetrics } from '../../protocol/step-metrics.ts';
import { createNetwork } from '../models/create-network.ts';
import type { ModelMetadata } from '../models/model-metadata.ts';
import { expectAllClose, loadFewDigits, startTestBackend, startTestPool } from '../testing/start.ts';
import { exportAs } from './exports.ts';
import { decodeModelFile } from './model-file.ts';
import { parseRecipeFile } from '../../domain/recipe/recipe-file.ts';
import { modelOf } from './testing/models.ts';

beforeAll(startTestBackend);

type Read = Map<string, { shape: number[]; values: Float32Array }>;

/** Reads safetensors by its specification: length, JSON, bytes. */
function readSafetensors(bytes: Uint8Array): { tensors: Read; metadata: Record<string, string> } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = Number(view.getBigUint64(0, true));
  expect(length % 8).toBe(0);
  type Header = Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  const { __metadata__, ...entries } = JSON.parse(strFromU8(bytes.subarray(8, 8 + length))) as Header;
  const ends = Object.values(entries).map(({ data_offsets: [, end] }) => end);
  expect(8 + length + Math.max(...ends)).toBe(bytes.length);
  const tensors = Object.entries(entries).map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [begin, end],
      },
    ]) => {
      expect(dtype).toBe('F32');
      return [name, { shape, values: floats(bytes.slice(8 + length + begin, 8 + length + end)) }] as const;
    },
  );
  return { tensors: new Map(tensors), metadata: __metadata__ as unknown as Record<string, string> };
}

/** Reads NumPy's format by its specification: magic, version, header, bytes. */
function readNpz(bytes: Uint8Array): Read {
  const arrays = Object.entries(unzipSync(bytes)).map(([name, npy]) => {
    expect([...npy.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
    const start = 10 + npy[8] + 256 * npy[9];
    expect(start % 64).toBe(0);
    const header = strFromU8(npy.subarray(10, start));
    expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \((\d+,\s?)+\), \} *\n$/);
    const shape = [...header.slice(header.indexOf('(')).matchAll(/\d+/g)].map(Number);
    return [name.replace(/\.npy$/, ''), { shape, values: floats(npy.slice(start)) }] as const;
  });
  return new Map(arrays);
}

const floats = (bytes: Uint8Array) => new Float32Array(Uint8Array.from(bytes).buffer);

const parts = async (format: 'safetensors' | 'npz' | 'tfjs', model: ReturnType<typeof modelOf>) =>
  unzipSync((await exportAs(format, model)).bytes);

/** torch.nn.LSTM as documented, in float64: gates i, f, g, o, each W x + b + U h + b. */
function torchLstm(tensors: Read, layers: number, steps: number[][]): number[] {
  const of = (name: string) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`There is no ${name}.`);
    return tensor;
  };
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  const times = (name: string, x: readonly number[]) => {
    const { shape, values } = of(name);
    return Array.from({ length: shape[0] }, (_, row) =>
      x.reduce((sum, value, column) => sum + values[row * shape[1] + column] * value, 0),
    );
  };
  let inputs = steps;
  for (let layer = 0; layer < layers; layer++) {
    const [ih, hh] = ['ih', 'hh'].map((kind) => of(`rnn.bias_${kind}_l${layer}`).values);
    const units = ih.length / 4;
    let h = Array<number>(units).fill(0);
    let c = Array<number>(units).fill(0);
    inputs = inputs.map((x) => {
      const [wx, uh] = [times(`rnn.weight_ih_l${layer}`, x), times(`rnn.weight_hh_l${layer}`, h)];
      const gate = (number: number, unit: number) => {
        const at = number * units + unit;
        return wx[at] + ih[at] + uh[at] + hh[at];
      };
      c = c.map((before, u) => sigmoid(gate(1, u)) * before + sigmoid(gate(0, u)) * Math.tanh(gate(2, u)));
      h = c.map((cell, u) => sigmoid(gate(3, u)) * Math.tanh(cell));
      return h;
    });
  }
  const bias = of('readout.bias').values;
  return times('readout.weight', inputs.at(-1) ?? []).map((score, index) => score + bias[index]);
}

test("the PyTorch export, evaluated in float64 with PyTorch's equations, is the same network", async () => {
  const model = modelOf({ layers: 2, order: 'rowsUp' });
  const { test: digits } = await loadFewDigits(1, 5);
  const files = await parts('safetensors', model);
  expect(Object.keys(files).sort()).toEqual(['config.json', 'load_pytorch.py', 'model.safetensors']);
  const { tensors, metadata } = readSafetensors(files['model.safetensors']);
  expect(metadata.format).toBe('pt');
  const network = createNetwork(await startTestPool(), model.config, model.weights);
  for (let index = 0; index < digits.count; index++) {
    const { images } = sliceDigits(digits, index, index + 1);
    const rows = Array.from({ length: 28 }, (_, step) =>
      Array.from(images.subarray((27 - step) * 28, (28 - step) * 28), (byte) => byte / 255),
    );
    expectAllClose(await network.logits(images), torchLstm(tensors, 2, rows), 1e-5);
  }
});

test("the Keras export holds the exact weights under Keras' names", async () => {
  const model = modelOf({ cell: 'gru', layers: 2 });
  const files = await parts('npz', model);
  expect(Object.keys(files).sort()).toEqual(['config.json', 'load_keras.py', 'weights.npz']);
  const arrays = [...readNpz(files['weights.npz'])].map(([name, array]) => ({ name, ...array }));
  expect(arrays).toEqual(model.weights);
  expect(JSON.parse(strFromU8(files['config.json']))).toMatchObject({
    ...{ cell: 'gru', units: 16, layers: 2, classes: 10, steps: 28, stepLength: 28, positions: null },
    metadata: { step: 3 },
  });
});

test('the zipped tfjs folder and the .gatescope file can be opened again', async () => {
  const model = modelOf({ cell: 'rnn', activation: 'relu' });
  for (const format of ['tfjs', 'gatescope'] as const) {
    const { name, bytes } = await exportAs(format, model);
    expect(name).toMatch(/^gatescope-rnn-16-step-3(-tfjs\.zip|\.gatescope)$/);
    expect((await decodeModelFile(name, bytes)).weights).toEqual(model.weights);
  }
});

describe('the numbers of the run', () => {
  test('losslessly for each step', async () => {
    const { history } = modelOf({});
    const { name, bytes } = await exportAs('stepsCsv', modelOf({}));
    const [head, ...lines] = strFromU8(bytes).split('\r\n');
    expect({ name, head, last: lines.pop() }).toEqual({
      name: 'gatescope-lstm-16-step-3-steps.csv',
      head: ['step', ...stepMetrics].join(','),
      last: '',
    });
    const numbers = lines.map((line) => line.split(',').map(Number));
    expect(numbers.map(([step]) => step)).toEqual([1, 2, 3]);
    for (const [index, metric] of stepMetrics.entries()) {
      expect(Float32Array.from(numbers, (line) => line[1 + index])).toEqual(history.steps[metric]);
    }
    expect(lines[2]).toMatch(/^3,0\.6666667,/);
  });

  test('for each evaluation, empty where nothing was measured', async () => {
    const model = modelOf({});
    const [first] = model.history.epochs;
    const epochs = [first, { ...first, epoch: 1.5, trainLoss: null, trainAccuracy: null, seconds: null }];
    const { bytes } = await exportAs('epochsCsv', { ...model, history: { ...model.history, epochs } });
    expect(strFromU8(bytes).split('\r\n')).toEqual([
      'epoch,step,trainLoss,trainAccuracy,testLoss,testAccuracy,seconds',
      '1,3,1,0.25,1.25,0.5,1.5',
      '1.5,3,,,1.25,0.5,',
      '',
    ]);
  });
});

describe('the recipe', () => {
  test('states the settings, the version and the result', async () => {
    const model = modelOf({});
    const metadata = { ...model.metadata, kernels: 'simd-6x2', threads: 2, epsilonPlace: 'besideRoot' } as const;
    const { bytes } = await exportAs('recipe', { ...model, metadata });
    expect(parseRecipeFile(strFromU8(bytes))).toEqual({
      recipe: model.metadata.recipe,
      dataSet: null,
      heldBack: 0,
      maxSteps: null,
      learningRateChanges: [{ step: 2, to: 2e-3 }],
      epsilonPlace: 'besideRoot',
      computedBy: { kernels: 'simd-6x2', threads: 2 },
      result: { step: 3, testAccuracy: 0.5, weightsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
  });

  test('does not promise identical weights if anything else contributed', async () => {
    const model = modelOf({});
    const rmsprop = { ...model.metadata, recipe: { ...model.metadata.recipe, optimizer: 'rmsprop' } } as const;
    const resultOf = async (metadata: ModelMetadata) => {
      const recipe = parseRecipeFile(strFromU8((await exportAs('recipe', { ...model, metadata })).bytes));
      return 'why' in recipe ? recipe.why : recipe.result;
    };
    expect(await resultOf({ ...model.metadata, begunFrom: 'a.gatescope' })).toBe(null);
    expect(await resultOf(rmsprop), 'of an earlier version').toBe(null);
    expect(await resultOf({ ...rmsprop, epsilonPlace: 'besideRoot' })).toMatchObject({ step: 3 });
  });

  test.each([
    ['[', 'it is not JSON'],
    ['{}', 'format is missing'],
    [
      JSON.stringify({ format: 'gatescope-recipe', version: 1, recipe: { units: 7 } }),
      'recipe.units must be at least 8',
    ],
    [' '.repeat(2 ** 21), 'it is too large'],
  ])('rejects %.20j, and says why', (text, why) => {
    expect(parseRecipeFile(text)).toEqual({ why: expect.stringContaining(why) as string });
  });
});
