// Holds P38.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stripModelNames } from '../../domain/strips/strip-models.ts';
import { defaultStripSettings, type StripSettings } from '../../domain/strips/strip-settings.ts';
import { noLabel, type Strip, writtenTokens } from '../../domain/strips/strip.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { python, pythonHas } from '../testing/python.ts';
import { expectAllClose, loadFewDigits, startTestPool } from '../testing/start.ts';
import { exportStrips } from './export-strips.ts';
import { makeStrip } from './make-strip.ts';
import { mostTokens, stripBatch } from './strip-batch.ts';
import { createStripNetwork, initialStripWeights } from './strip-network.ts';

let pool: KernelPool;
let strips: Strip[];
let folder: string;

beforeAll(async () => {
  pool = await startTestPool();
  const { test: digits } = await loadFewDigits(100, 100);
  strips = [1, 2, 3, 3].map((length, index) => makeStrip(digits, 'test', length, 1, index));
  folder = await mkdtemp(join(tmpdir(), 'gatescope-strips-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Reads a batch as a person would, with the loader in its folder. */
const program = `
import sys, numpy, torch
sys.path.insert(0, sys.argv[1])
from load_strips import columns_of, load
strips = numpy.fromfile("strips", dtype=numpy.uint8).reshape(4, 28, -1)
given = torch.from_numpy(numpy.fromfile("labels", dtype=numpy.uint8).reshape(4, -1).astype(numpy.int64))
reader, columns = load(), columns_of(strips)
given[given == 255] = 0
reader(columns, given).detach().numpy().tofile("logits")
reader.read(columns).numpy().astype(numpy.uint8).tofile("tokens")
`;

const kinds: readonly Partial<StripSettings>[] = stripModelNames.flatMap((model) =>
  ([1, 2] as const).flatMap((layers) => ([1, 2] as const).map((directions) => ({ model, layers, directions }))),
);

test.skipIf(!pythonHas('torch', 'safetensors', 'numpy')).each(kinds)(
  'PyTorch reads strips like the network, to 1e-5: $model, $layers layers, $directions directions',
  async (kind) => {
    const settings = { ...defaultStripSettings, ...kind, units: 24 };
    const weights = initialStripWeights(settings, 1);
    const network = createStripNetwork(pool, settings, weights);
    const batch = stripBatch(
      ...([strips, settings.columnsPerStep] as const),
      () => 0,
      () => false,
    );
    const logits = await network.logits(batch);
    const own = await network.logits({ ...batch, ownAnswers: batch.ownAnswers.map(() => 1) });
    network.dispose();
    const width = Math.max(...strips.map((strip) => strip.width));
    const padded = new Uint8Array(strips.length * 28 * width);
    strips.forEach((strip, index) => {
      for (let row = 0; row < 28; row++) {
        const line = strip.pixels.subarray(row * strip.width, (row + 1) * strip.width);
        padded.set(line, (index * 28 + row) * width);
      }
    });
    const place = await mkdtemp(join(folder, 'reader-'));
    const { bytes } = exportStrips({ settings, step: 0, weights });
    for (const [name, content] of Object.entries(unzipSync(bytes))) await writeFile(join(place, name), content);
    await writeFile(join(place, 'strips'), padded);
    await writeFile(join(place, 'labels'), batch.labels);
    execFileSync(python, ['-c', program, place], { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] });
    const theirs = new Float32Array(new Uint8Array(await readFile(join(place, 'logits'))).buffer);
    const tokens = await readFile(join(place, 'tokens'));
    batch.labels.forEach((label, at) => {
      if (label === noLabel) return;
      const range = [at * writtenTokens, (at + 1) * writtenTokens] as const;
      expectAllClose(theirs.subarray(...range), logits.subarray(...range), 1e-5);
      // The program goes on with its own answers in the same way.
      const answer = own.subarray(...range);
      if (at % mostTokens < 2) expect(tokens[at]).toBe(answer.indexOf(Math.max(...answer)));
    });
  },
);
