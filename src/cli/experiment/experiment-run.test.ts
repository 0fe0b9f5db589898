import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { experiments } from '../../domain/experiments/experiments.ts';
import { dataDirectory, kernelDirectory } from '../../engine/testing/start.ts';
import { runExperiment } from './experiment-run.ts';
import { Interruption } from '../shared/io.ts';

// Without threads it computes on this one, which does not matter here.
const assets = {
  ...{ dataDirectory, kernelDirectory, modelDirectory: '', generatorDirectory: '' },
  ...{ runtime: 'test', threadFile: join(import.meta.dirname, 'no-thread.js'), threads: 1 },
};

test('does not begin an experiment interrupted while it loads', async () => {
  const stop = new AbortController();
  const print = vi.fn();
  const io = { print, complain: vi.fn(), terminal: null, signal: stop.signal };
  const running = runExperiment(experiments.order, true, assets, io);
  stop.abort(new Interruption(130));
  await expect(running).rejects.toThrow('Interrupted.');
  expect(print).not.toHaveBeenCalled();
});

test('ends an experiment interrupted while it runs after its step, and reports what was done', async () => {
  const stop = new AbortController();
  const lines: { type: string; state?: string }[] = [];
  const print = (line: string) => {
    lines.push(JSON.parse(line) as { type: string });
    stop.abort(new Interruption(130));
  };
  const io = { print, complain: vi.fn(), terminal: null, signal: stop.signal };
  await expect(runExperiment(experiments.order, true, assets, io)).rejects.toThrow('Interrupted.');
  const states = lines.filter(({ type }) => type === 'run').map(({ state }) => state);
  expect(states).toEqual(experiments.order.runs.map(() => 'stopped'));
  expect(lines.at(-1)).toMatchObject({ type: 'result' });
});
