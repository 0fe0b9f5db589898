import { beforeAll, describe, expect, test } from 'vitest';
import { centreDigit } from '../../domain/ink/centre.ts';
import { fitStrokes, rasterise } from '../../domain/ink/ink.ts';
import { defaultConfig } from '../../domain/recipe/config.ts';
import { sureFrom } from '../../domain/sureness.ts';
import { noAnswer } from '../../protocol/answers.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createNetwork } from '../models/create-network.ts';
import { initialWeights } from '../models/initial-weights.ts';
import type { Network } from '../models/network.ts';
import { startTestPool } from '../testing/start.ts';
import { answerPens, countPens, groupPens, type PenAnswer, type PenDrawing } from './pen-answers.ts';

const strokes = {
  one: [[50, 0, 50, 100]],
  bars: [
    [0, 0, 0, 100],
    [60, 0, 60, 100],
  ],
  dot: [[3, 3]],
};

function drawing(label: number | string, lines: readonly number[][], source?: string): PenDrawing {
  const pairs = (line: readonly number[]) =>
    line.flatMap((x, at): [number, number][] => (at % 2 === 0 ? [[x, line[at + 1]]] : []));
  return { label, source, strokes: lines.map(pairs) };
}

describe('answerPens', () => {
  let pool: KernelPool;
  beforeAll(async () => {
    pool = await startTestPool();
  });

  function network(scale = 1): Network {
    const config = { ...defaultConfig, units: 8, layers: 1 };
    const weights = initialWeights(config, 4);
    return createNetwork(
      pool,
      config,
      weights.map((weight) => ({ ...weight, values: weight.values.map((value) => value * scale) })),
    );
  }

  test('reads each drawing as the pad would, in batches and in order', async () => {
    const reader = network();
    const drawings = Array.from({ length: reader.batchSize + 1 }, (_, index) =>
      drawing(index % 10, [[0, 0, index, 100]]),
    );
    const done: number[] = [];
    const answers = await answerPens(reader, drawings, (count) => done.push(count));
    expect(done).toEqual([reader.batchSize, reader.batchSize + 1]);
    for (const index of [0, 7, reader.batchSize]) {
      const pixels = centreDigit(rasterise(fitStrokes(drawings[index].strokes)))?.pixels;
      const probabilities = reader.answer(answers[index].pixels);
      expect(answers[index]).toMatchObject({ ...drawings[index], pixels });
      expect(probabilities[answers[index].answer]).toBe(Math.max(...probabilities));
      expect(answers[index].probability).toBeCloseTo(Math.max(...probabilities), 5);
    }
  });

  test('reads the first of several digits side by side, and a dot', async () => {
    const [bars, one, dot] = await answerPens(network(), [
      drawing(1, strokes.bars),
      drawing(1, strokes.one),
      drawing('dot', strokes.dot),
    ]);
    expect(bars.pixels).toEqual(one.pixels);
    expect(Math.max(...dot.pixels)).toBe(255);
  });

  test('has no answer where the numbers are not finite', async () => {
    const [answer] = await answerPens(network(Number.NaN), [drawing(0, strokes.one)]);
    expect(answer).toMatchObject({ answer: noAnswer, probability: Number.NaN });
    expect(countPens([answer]).digits).toEqual({ count: 1, right: 0, sureAndWrong: 0, rightButNotSure: 0 });
  });

  test('refuses a drawing without points, and stops when told', async () => {
    await expect(answerPens(network(), [drawing(0, [])])).rejects.toThrow('There is no point in the strokes.');
    const stopped = AbortSignal.abort(new Error('Stopped.'));
    await expect(answerPens(network(), [drawing(0, strokes.one)], undefined, stopped)).rejects.toThrow('Stopped.');
  });
});

function answered(label: number | string, answer: number, probability: number, source?: string): PenAnswer {
  return { label, source, strokes: [], pixels: new Uint8Array(), answer, probability };
}

const answers = [
  answered(7, 7, 1, 'desk'),
  answered(7, 7, sureFrom - 0.01),
  answered(7, 1, sureFrom, 'tram'),
  answered(0, 6, 0.4, 'desk'),
  answered('U', 0, sureFrom, 'desk'),
  answered('U', 0, 0.3),
];

test('counts what is right, sure and wrong, or doubted; and what is no digit but called one', () => {
  expect(countPens(answers)).toEqual({
    digits: { count: 4, right: 2, sureAndWrong: 1, rightButNotSure: 1 },
    others: { count: 2, sureOfDigit: 1 },
  });
});

test('groups by label and by source, without drawings of no known source', () => {
  expect(
    groupPens(answers, 'label').map(({ name, counts }) => [name, counts.digits.count, counts.others.count]),
  ).toEqual([
    ['0', 1, 0],
    ['7', 3, 0],
    ['U', 0, 2],
  ]);
  expect(
    groupPens(answers, 'source').map(({ name, counts }) => [name, counts.digits.count, counts.others.count]),
  ).toEqual([
    ['desk', 2, 1],
    ['tram', 1, 0],
  ]);
});
