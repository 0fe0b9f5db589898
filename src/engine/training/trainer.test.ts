import { beforeAll, describe, expect, test } from 'vitest';
import { runAtOnce } from '../cooperate.ts';
import { type DigitSet, loadMnist } from '../data/mnist.ts';
import { defaultRecipe } from '../models/config.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { createLstmNetwork } from '../models/lstm-network.ts';
import { dataDirectory, startTestBackend } from '../testing/start.ts';
import { evaluate } from './evaluate.ts';
import { createTrainer } from './trainer.ts';

const recipe = { ...defaultRecipe, units: 32, batchSize: 32, epochs: 1 };
let digits: DigitSet;

beforeAll(async () => {
  await startTestBackend();
  const { train } = await loadMnist(dataDirectory);
  digits = { count: 2000, images: train.images.subarray(0, 2000 * 784), labels: train.labels.subarray(0, 2000) };
});

function trained(steps: number, changes: Partial<typeof recipe> = {}) {
  const ownRecipe = { ...recipe, ...changes };
  const network = createLstmNetwork(ownRecipe, initialWeights(ownRecipe, ownRecipe.seed));
  const trainer = createTrainer(network, digits, ownRecipe);
  const records = Array.from({ length: steps }, () => runAtOnce(trainer.trainStep()));
  return { network, trainer, records };
}

describe('training', () => {
  test('learns real digits: the loss falls and most answers become right', () => {
    const { network, records } = trained(189, { epochs: 3 });
    expect(records[0].loss).toBeGreaterThan(2);
    expect(records[188].loss).toBeLessThan(1.2);
    const { accuracy, loss, confusion } = runAtOnce(evaluate(network, digits));
    expect(accuracy).toBeGreaterThan(0.6);
    expect(loss).toBeLessThan(1.2);
    const onDiagonal = confusion.reduce((sum, count, index) => sum + (index % 11 === 0 ? count : 0), 0);
    expect(onDiagonal / digits.count).toBe(accuracy);
  });

  test('gives the same weights for the same seed, bit for bit, and others for another', () => {
    const weightsAfter = (seed: number) => trained(5, { seed }).network.weights.map(({ values }) => values);
    expect(weightsAfter(3)).toEqual(weightsAfter(3));
    expect(weightsAfter(3)).not.toEqual(weightsAfter(4));
  });

  test('ends an epoch with a smaller batch', () => {
    const { trainer, records } = trained(63);
    expect(trainer.stepsPerEpoch).toBe(63);
    expect(records.map(({ samples }) => samples)).toEqual([...new Array<number>(62).fill(32), 16]);
  });

  test('an exploded loss is a clear error and leaves the weights as they were', () => {
    const { network, trainer } = trained(1);
    network.weights[0].values.fill(NaN);
    network.weightsChanged();
    const before = network.weights[1].values.slice();
    expect(() => runAtOnce(trainer.trainStep())).toThrow('The gradients exploded at step 2.');
    expect(network.weights[1].values).toEqual(before);
    expect(trainer.step).toBe(1);
  });
});
