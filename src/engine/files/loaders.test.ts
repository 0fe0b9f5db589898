// Holds P38.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { loadMnist } from '../data/mnist.ts';
import { sliceDigits } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createNetwork } from '../models/create-network.ts';
import { python, pythonHas } from '../testing/python.ts';
import { dataDirectory, expectAllClose, startTestBackend, startTestPool } from '../testing/start.ts';
import { exportAs } from './exports.ts';
import { kinds, modelOf } from './testing/models.ts';

const digitCount = 100;
let pool: KernelPool;
let images: Uint8Array;
let folder: string;

beforeAll(async () => {
  await startTestBackend();
  pool = await startTestPool();
  ({ images } = sliceDigits((await loadMnist(dataDirectory)).test, 0, digitCount));
  folder = await mkdtemp(join(tmpdir(), 'gatescope-loaders-'));
  await writeFile(join(folder, 'images'), images);
});
afterAll(() => rm(folder, { recursive: true }));

/** Unpacks each export into its own folder; one Python process reads the digits with all of them. */
async function readIn(format: 'safetensors' | 'npz', program: string): Promise<Float32Array[]> {
  const folders = await Promise.all(
    kinds.map(async ([, changes]) => {
      const { bytes } = await exportAs(format, modelOf(changes));
      const place = await mkdtemp(join(folder, `${format}-`));
      for (const [name, content] of Object.entries(unzipSync(bytes))) await writeFile(join(place, name), content);
      return place;
    }),
  );
  execFileSync(python, ['-c', program, join(folder, 'images'), ...folders], {
    env: { ...process.env, KERAS_BACKEND: pythonHas('torch') ? 'torch' : 'jax' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return Promise.all(
    folders.map(async (place) => new Float32Array(new Uint8Array(await readFile(join(place, 'logits'))).buffer)),
  );
}

/** Imports each loader from its own folder, as a person would. */
const program = (loader: string, answer: string) => `
import importlib.util, sys, numpy
images = numpy.fromfile(sys.argv[1], dtype=numpy.uint8).reshape(-1, 28, 28)
for folder in sys.argv[2:]:
    spec = importlib.util.spec_from_file_location("loader", folder + "/${loader}.py")
    loader = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loader)
    network, steps = loader.load(), loader.steps_of(images)
    ${answer}.astype(numpy.float32).tofile(folder + "/logits")
`;

describe.each([
  [
    'PyTorch',
    ['torch', 'safetensors', 'numpy'],
    'safetensors',
    program('load_pytorch', 'network(steps).detach().numpy()'),
  ],
  ['Keras', ['keras', 'numpy'], 'npz', program('load_keras', 'network.predict(steps, verbose=0)')],
] as const)('%s', (_, libraries, format, code) => {
  test.skipIf(!pythonHas(...libraries))('each loader reads 100 test digits like the network, to 1e-5', async () => {
    const answers = await readIn(format, code);
    for (const [index, [, changes]] of kinds.entries()) {
      const { config, weights } = modelOf(changes);
      const network = createNetwork(pool, config, weights);
      const logits = await network.logits(images);
      network.dispose();
      expectAllClose(answers[index], logits, 1e-5);
    }
  });
});
