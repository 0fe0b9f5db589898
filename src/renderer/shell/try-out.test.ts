import { expect, test, vi } from 'vitest';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import type { EngineStatus } from '../../protocol/run.ts';
import type { ComparedRun } from '../../protocol/comparison.ts';
import { runWith } from '../compare/testing/runs.ts';
import { generatorWith, statusWith, traceAnswering } from '../client/testing/fake-engine.ts';
import type { TryOut } from '../lessons/pages/try-out.ts';
import { createTryOuts } from './try-out.ts';

type Around = {
  /** Existing results of any experiment. */
  readonly results?: readonly ComparedRun[];
  readonly status?: EngineStatus;
  /** Share of digits that each step of the run reads right. */
  readonly accuracy?: number[];
  /** The network's answers: digits, or numbers that are not finite. */
  readonly answers?: number;
  readonly generatorStatus?: ReturnType<typeof generatorWith>;
};

const testDigit = { kind: 'test', index: 0 } as const;

function setUp({ results = [], status, accuracy = [], answers = 7, generatorStatus }: Around = {}) {
  const said: string[] = [];
  const note =
    (what: string) =>
    (...details: unknown[]) =>
      void said.push([what, ...details.map((detail) => JSON.stringify(detail))].join(' '));
  const read = traceAnswering([7], testDigit);
  const trace = { ...read, probabilities: read.probabilities.map((share) => (Number.isNaN(answers) ? NaN : share)) };
  const past = { lookAt: vi.fn(), readIn: vi.fn(), ablate: vi.fn() };
  const score = { trace: null, ...past };
  const generator = {
    ...{
      givenRows: 14,
      window: 1,
      drawLabel: note('label'),
      showTestDigit: note('complete'),
      restore: note('restore'),
    },
    status: generatorStatus ?? null,
  };
  const restart = vi.fn();
  const comparison = {
    start: note('compare'),
    resultsOf: () => results,
    showResults: (experiment: string) => void said.push(`results of ${experiment}`),
  };
  const lab = {
    ...{ score, generator, comparison, strips: { showTest: note('strip') } },
    engine: { status: status ?? null, ask: () => Promise.resolve(trace) },
    run: { restart, train: note('train') },
    history: { version: 1, records: { column: () => Float32Array.from(accuracy) } },
    model: {
      showShipped: (isTrial: boolean) => {
        note('shipped')(isTrial);
        return Promise.resolve(true);
      },
    },
  };
  const tryOuts = createTryOuts(
    lab as never,
    { showTestDigit: note('show') } as never,
    { enter: note('enter') } as never,
  );
  return { ...tryOuts, said, score, generator, restart };
}

async function tried(wanted: TryOut, around?: Around) {
  const made = setUp(around);
  await made.carryOut(wanted);
  return made;
}

test('puts a link’s settings over the default recipe, trains, and goes to the Lab', async () => {
  const { said, restart } = await tried({ settings: { cell: 'gru' }, train: true });
  expect(restart).toHaveBeenCalledWith({ ...defaultRecipe, augmentation: 'none', cell: 'gru' }, true);
  expect(said).toEqual(['train', 'enter "lab"']);
});

test('starts the experiment of a link and goes to its curves', async () => {
  expect((await tried({ experiment: 'clipping' })).said).toEqual(['compare "clipping"', 'enter "compare"']);
});

test('shows existing or pending results of a link’s experiment, and starts it again where it was stopped', async () => {
  const [done, failed, running, stopped] = (['done', 'failed', 'running', 'stopped'] as const).map((state) =>
    runWith({ experiment: 'clipping', state }),
  );
  const saidWith = async (...results: ComparedRun[]) => (await tried({ experiment: 'clipping' }, { results })).said;
  expect(await saidWith(done, failed, running)).toEqual(['results of clipping', 'enter "compare"']);
  expect(await saidWith(done, stopped)).toEqual(['compare "clipping"', 'enter "compare"']);
});

const gates: TryOut = { needs: { mnist: true, cells: ['lstm'], learned: true }, digit: 3, row: 11 };
const shipped = statusWith();
const looked = ['show 3 11', 'enter "lab"'];

test('keeps a network that meets a link’s needs, and shows it as it is now', async () => {
  const { said, restart, score, brings } = await tried(gates, { status: shipped });
  expect(said).toEqual(looked);
  expect(brings(gates)).toBe('nothing');
  expect(restart).not.toHaveBeenCalled();
  for (const reset of [score.lookAt, score.readIn, score.ablate]) expect(reset).toHaveBeenCalledWith(null);
});

test('brings the shipped network first where another cell, an unlearned or an exploded one is shown', async () => {
  const brought = ['shipped true', ...looked];
  const { model } = shipped;
  const rnn = { ...shipped, model: { ...model, cell: 'rnn' } } as const;
  const trained = { ...shipped, model: { ...model, origin: 'trained' } } as const;
  expect((await tried(gates, { status: rnn })).said).toEqual(brought);
  expect((await tried(gates, { status: trained, accuracy: [0.1] })).said).toEqual(brought);
  expect((await tried(gates, { status: trained, accuracy: [0.9] })).said).toEqual(looked);
  expect((await tried(gates, { status: trained, accuracy: [0.9], answers: NaN })).said).toEqual(brought);
});

test('follows the last of several links pressed at once', async () => {
  const { carryOut, said } = setUp({ status: shipped });
  await Promise.all([carryOut(gates), carryOut({ experiment: 'cells' })]);
  expect(said).toEqual(['compare "cells"', 'enter "compare"']);
});

test('gives the generator a window and a label, and the strip reader a strip of so many digits', async () => {
  const { said, generator } = await tried({ room: 'generator', row: -1, seenRows: 4, asked: 3 }, { status: shipped });
  expect(said).toEqual(['label 3', 'enter "generator"']);
  expect(generator.window).toBe(4);
  const strip = await tried({ room: 'strips', stripOf: 6 }, { status: shipped });
  expect(strip.said).toEqual(['strip 6 1', 'enter "strips"']);
});

test('gives the generator the digit down to the row, and replaces an untrained one by the shipped one', async () => {
  const completed: TryOut = { needs: { mnist: true, generator: true }, room: 'generator', digit: 5, row: 9 };
  const { said, generator } = await tried(completed, { status: shipped });
  expect(said).toEqual(['label null', 'complete 5', 'enter "generator"']);
  expect(generator).toMatchObject({ givenRows: 10, window: 27 });
  const generatorStatus = generatorWith({ origin: 'untrained' });
  expect((await tried(completed, { status: shipped, generatorStatus })).said[0]).toBe('restore');
});
