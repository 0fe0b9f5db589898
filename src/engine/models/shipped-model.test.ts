import { beforeAll, describe, expect, test } from 'vitest';
import { sureFrom } from '../../domain/sureness.ts';
import { loadMnist } from '../data/mnist.ts';
import { type DrawnDigit, drawHands } from '../data/testing/draw-hands.ts';
import { drawNonDigits } from '../data/testing/non-digits.ts';
import { dataDirectory, startTestBackend, startTestPool } from '../testing/start.ts';
import { answerAll, evaluate } from '../training/evaluate.ts';
import { createNetwork } from './create-network.ts';
import type { Network } from './network.ts';
import { loadModel } from './storage.ts';

let network: Network;

beforeAll(async () => {
  await startTestBackend();
  const pool = await startTestPool();
  const { config, weights } = await loadModel('resources/pretrained');
  network = createNetwork(pool, config, weights);
});

describe('the shipped model', () => {
  test('reads 99.4 % of the test digits and is calibrated', async () => {
    const { test: digits } = await loadMnist(dataDirectory);
    const { accuracy, calibrationError } = await evaluate(network, digits);
    expect(accuracy).toBeGreaterThanOrEqual(0.994);
    expect(calibrationError).toBeLessThanOrEqual(0.01);
  });

  test('reads digits as people write them in different countries, tiny and off-centre, with every pen', async () => {
    const drawn = drawHands(4);
    const accuracyOf = async (chosen: readonly DrawnDigit[]) => {
      const images = Uint8Array.from(chosen.flatMap(({ pixels }) => [...pixels]));
      const labels = Uint8Array.from(chosen, ({ hand }) => hand.digit);
      return (await evaluate(network, { count: chosen.length, images, labels })).accuracy;
    };
    // Some shapes, such as a one with an arched flag, are hard for people too: one is as near to a 7.
    expect(await accuracyOf(drawn)).toBeGreaterThanOrEqual(0.98);
    for (const width of new Set(drawn.map(({ penWidth }) => penWidth))) {
      expect(await accuracyOf(drawn.filter(({ penWidth }) => penWidth === width))).toBeGreaterThanOrEqual(0.95);
    }
  });

  test('is right in 99.9 % of the answers the app calls sure, and takes neither letters nor scribbles for a digit', async () => {
    const { test: digits } = await loadMnist(dataDirectory);
    const { answers } = await answerAll(network, digits);
    const isSure = (probability: number) => probability >= sureFrom;
    const sure = [...answers.answers.keys()].filter((digit) => isSure(answers.answerProbability[digit]));
    const right = sure.filter((digit) => answers.answers[digit] === digits.labels[digit]);
    expect(right.length / sure.length).toBeGreaterThanOrEqual(0.999);
    expect(sure.length / digits.count).toBeGreaterThan(0.97);

    const count = 200;
    for (const kind of ['letters and shapes', 'scribbles'] as const) {
      const drawings = { count, images: drawNonDigits(kind, count), labels: new Uint8Array(count) };
      const read = await answerAll(network, drawings);
      expect(read.answers.answerProbability.filter(isSure).length / count, kind).toBeLessThan(0.1);
    }
  });
});
