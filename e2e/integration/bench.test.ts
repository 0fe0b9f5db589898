/** The built benchmark with its real contestants: whether they take part, not how fast they are. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Report } from '../../src/cli/bench/report.ts';
import { root } from './built.ts';

const cliPath = join(root, 'out', 'main', 'cli.js');

function start(args: readonly string[], env = process.env) {
  return spawn(process.execPath, [cliPath, 'bench', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
}

async function report(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Report> {
  const child = start([...args, '--quick', '--json'], env);
  const [stdout, , exit] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect(exit).toEqual([0, null]);
  return JSON.parse(stdout) as Report;
}

test('includes tfjs, with one row in each section', async () => {
  const { contestants, conditions, sections } = await report(['--only', 'tfjs-cpu']);

  expect(contestants).toEqual([{ name: 'tfjs-cpu', title: 'tfjs 4.22.0, cpu', unavailable: null }]);
  expect(conditions).toMatchObject({ rounds: 1, batchSize: 128 });
  const ids = ['train-lstm-128', 'train-gru-128', 'train-rnn-128', 'infer', 'digit', 'memory'];
  expect(sections.map(({ id }) => id)).toEqual(ids);
  for (const { rows } of sections) {
    expect(rows).toEqual([expect.objectContaining({ name: 'tfjs-cpu', advantage: null, unavailable: null })]);
    expect(rows[0].summary?.median).toBeGreaterThan(0);
  }
});

test('measures us beside jax-js', async () => {
  const result = await report(['--only', 'gatescope,jax', '--threads', '1']);

  expect(result.contestants.map(({ unavailable }) => unavailable)).toEqual([null, null]);
  const { id, rows } = result.sections[0];
  expect(id).toBe('train-lstm-128');
  expect(rows.map(({ name, unavailable }) => [name, unavailable])).toEqual([
    ['gatescope', null],
    ['jax', null],
  ]);
  const [ours, theirs] = rows.map(({ summary }) => summary?.median ?? NaN);
  expect(rows[1].advantage).toBeCloseTo(ours / theirs, 9);
});

test('gives the reason for a peer that is not installed', async () => {
  const { contestants, sections } = await report(['--only', 'pytorch'], { ...process.env, PATH: root });

  expect(contestants).toEqual([{ name: 'pytorch', title: 'PyTorch', unavailable: 'there is no python3' }]);
  expect(sections).toEqual([]);
});

test.skipIf(process.platform === 'win32')('ends on Ctrl-C', async () => {
  const child = start(['--only', 'tfjs-cpu']);
  const exit = once(child, 'exit');
  for await (const line of createInterface(child.stderr)) if (line.startsWith('1 of ')) child.kill('SIGINT');
  expect(await exit).toEqual([130, null]);
});
