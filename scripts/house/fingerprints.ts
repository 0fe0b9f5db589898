/**
 * `npx tsx scripts/house/fingerprints.ts`: trains small networks of every cell by the built command line and prints the
 * sha256 of their weights. Before and after a refactoring, on the same machine, the lines must be equal.
 */

import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildIfStale } from '../build-if-stale.ts';

const small = ['--units', '32', '--batch', '64', '--max-steps', '24'];

/** A training of each cell, together with each part of a recipe that decides a weight's bits. */
const trainings: Readonly<Record<string, readonly string[]>> = {
  lstm: ['--cell', 'lstm'],
  'lstm, two layers, every step, SGD': [
    '--cell',
    'lstm',
    '--layers',
    '2',
    '--loss-at',
    'everyStep',
    '--optimizer',
    'sgd',
  ],
  'lstm, truncated, dropout, clipped by value': [
    ...['--cell', 'lstm', '--truncation', '5', '--dropout', '0.2', '--clip-value', '0.1'],
  ],
  gru: ['--cell', 'gru'],
  'gru, columns, RMSprop, cosine': [
    '--cell',
    'gru',
    '--order',
    'columns',
    '--optimizer',
    'rmsprop',
    '--schedule',
    'cosine',
  ],
  'gru, random step, window 14': ['--cell', 'gru', '--loss-at', 'randomStep', '--window', '14'],
  rnn: ['--cell', 'rnn'],
  'rnn, ReLU, shuffled rows, AdamW': [
    ...['--cell', 'rnn', '--activation', 'relu', '--order', 'shuffledRows', '--optimizer', 'adamw'],
  ],
  'rnn, sigmoid, row pairs, no augmentation': [
    ...['--cell', 'rnn', '--activation', 'sigmoid', '--order', 'rowPairs', '--augmentation', 'none'],
  ],
  transformer: ['--cell', 'transformer'],
  'transformer, two blocks, no positions': [
    ...['--cell', 'transformer', '--layers', '2', '--positional-encoding', 'none', '--heads', '2'],
  ],
};

const run = promisify(execFile);

/** @returns the sha256 of a training's final weights, hexadecimal */
async function fingerprint(options: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-fingerprint-'));
  try {
    await run(process.execPath, ['out/main/cli.js', 'train', ...small, ...options, '--out', folder, '--json']);
    const weights = (await readdir(folder)).filter((name) => name.endsWith('.bin')).sort();
    if (weights.length === 0) throw new Error('The training saved no weights.');
    const hash = createHash('sha256');
    for (const name of weights) hash.update(await readFile(join(folder, name)));
    return hash.digest('hex');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await buildIfStale();
for (const [name, options] of Object.entries(trainings)) console.log(`${await fingerprint(options)}  ${name}`);
