import { expect, test } from 'vitest';
import { language } from '../i18n/translate.svelte.ts';
import { generatorWith } from '../client/testing/fake-engine.ts';
import { formerFacts, generatorFacts } from './generator-words.ts';

const own = { id: '0'.repeat(32), name: 'My data' };
const trained = generatorWith({ origin: 'trained', units: 16, testLoss: 524.73, testImages: 1, dataSet: own });

test('says how many test images a loss was measured on, where known', () => {
  expect(generatorFacts(trained, own.id)).toBe(
    'your network · LSTM · 16 units · test −log p 524.7 nats (1 test image)',
  );
  expect(generatorFacts(generatorWith(), 'mnist')).toContain('test −log p 100.0 nats (1,000 test images)');
  expect(generatorFacts({ ...trained, testImages: null }, own.id)).toMatch(/524\.7 nats$/);
  expect(generatorFacts({ ...trained, testLoss: null }, own.id)).toBe('your network · LSTM · 16 units');
});

test('names what a network has learned when another data set is shown', () => {
  expect(generatorFacts(trained, 'mnist')).toContain('16 units · trained on My data · test');
  expect(generatorFacts(generatorWith(), own.id)).toContain('trained on MNIST');
  expect(generatorFacts({ ...trained, dataSet: null }, 'mnist')).not.toContain('trained on');
  expect(formerFacts(trained, 'mnist')).toBe(
    'LSTM · 16 units · trained on My data · test −log p 524.7 nats (1 test image)',
  );
});

test('says when a loss is older than the weights', () => {
  const run = { ...trained, epochs: 1, totalSteps: 469, losses: [{ epoch: 47 / 469, trainLoss: 1, testLoss: 524.73 }] };
  expect(generatorFacts({ ...run, step: 47 }, own.id)).toContain('(1 test image)');
  expect(generatorFacts({ ...run, step: 48 }, own.id)).toContain('(1 test image, at epoch 0.1)');
});

test('words all of this in Korean', () => {
  language.choice = 'ko';
  const run = { ...trained, epochs: 1, totalSteps: 10, step: 2, losses: [{ epoch: 0.1, trainLoss: 1, testLoss: 1 }] };
  expect(generatorFacts(run, 'mnist')).toBe(
    '직접 학습시킨 신경망 · LSTM · 유닛 16개 · My data(으)로 학습 · 테스트 −log p 524.7 nat (테스트 이미지 1개, 에포크 0.1에서)',
  );
  language.choice = 'en';
});
