/** Small models of every kind for file tests, without a zero weight. */

import { perMetric } from '../../../protocol/step-metrics.ts';
import type { ModelConfig } from '../../../domain/recipe/recipe.ts';
import { defaultConfig, defaultRecipe } from '../../../domain/recipe/config.ts';
import { initialWeights } from '../../models/initial-weights.ts';
import type { ModelWithRun } from '../model-file.ts';

export const kinds: readonly (readonly [name: string, changes: Partial<ModelConfig>])[] = [
  ['an LSTM', { cell: 'lstm' }],
  ['an LSTM of three layers that reads columns', { cell: 'lstm', layers: 3, order: 'columns' }],
  ['a GRU of two layers', { cell: 'gru', layers: 2 }],
  ['an RNN with tanh that reads row pairs', { cell: 'rnn', order: 'rowPairs' }],
  ['an RNN with ReLU of two layers', { cell: 'rnn', activation: 'relu', layers: 2 }],
  ['an RNN with sigmoid that sees the last seven rows', { cell: 'rnn', activation: 'sigmoid', window: 7 }],
  ['a Transformer of two blocks', { cell: 'transformer', layers: 2, heads: 4 }],
  [
    'a Transformer without positions, of shuffled rows',
    { cell: 'transformer', positionalEncoding: 'none', order: 'shuffledRows', heads: 2 },
  ],
];

export function modelOf(changes: Partial<ModelConfig>, steps = 3): ModelWithRun {
  const config = { ...defaultConfig, units: 16, ...changes };
  const weights = initialWeights(config, 7).map((weight) => ({
    ...weight,
    values: weight.values.map((value, index) => Math.fround(value + 0.3 * Math.sin(index + weight.name.length))),
  }));
  const column = (scale: number) => Float32Array.from({ length: steps }, (_, index) => scale / (index + 1));
  return {
    config,
    weights,
    metadata: {
      recipe: { ...defaultRecipe, ...config },
      step: steps,
      testAccuracy: 0.5,
      testLoss: 1.25,
      created: '2026-01-01T00:00:00.000Z',
    },
    history: {
      steps: {
        firstStep: 1,
        ...perMetric(() => column(7)),
        loss: column(2),
        accuracy: column(0.5),
        learningRate: column(1e-3),
      },
      epochs: [1.25, null].map((testLoss) => ({
        ...{ epoch: 1, step: steps, trainLoss: 1, trainAccuracy: 0.25 },
        ...{ testLoss, testAccuracy: 0.5, seconds: 1.5 },
      })),
      marks: [{ step: 2, kind: 'learningRate', from: 4e-3, to: 2e-3 }],
    },
  };
}
