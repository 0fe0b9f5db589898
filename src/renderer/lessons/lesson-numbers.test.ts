import { expect, test } from 'vitest';
import { defaultConfig, parameterCount } from '../../domain/recipe/config.ts';
import { filled, lessonNumbers } from './lesson-numbers.ts';
import { lessons } from './pages/index.ts';

const gru = { ...defaultConfig, cell: 'gru', layers: 1 } as const;

test('quotes the sizes of the shown network, and the sums that the weights add up to', () => {
  const { units, inputWeights, recurrentWeights, readoutWeights, rnnWeights } = lessonNumbers({ ...gru, units: 16 });
  expect([units, inputWeights, recurrentWeights, readoutWeights]).toEqual(['16', '448', '256', '170']);
  expect(rnnWeights).toBe(String(448 + 256 + 16 + 170));
  expect(lessonNumbers({ ...gru, units: 128 })).toMatchObject({ rnnLayer: '20,096', lstmLayer: '80,384' });
});

test('counts the pixels of a step in the order in which the network reads', () => {
  expect(lessonNumbers({ ...gru, order: 'pixels' })).toMatchObject({ inputs: '1', pixels: '784' });
  expect(lessonNumbers({ ...gru, order: 'rowPairs' })).toMatchObject({ inputs: '56', pixels: '784' });
});

test('quotes the GRU that the link trains, whose weights are about those of the usual LSTM', () => {
  const links = lessons.flatMap(({ actions }) => actions);
  const link = links.find(({ label }) => label === 'lessonGates.cost.tryEqual');
  expect(lessonNumbers(null).equalUnits).toBe(String(link?.settings?.units));
  const likeLstm = parameterCount({ ...gru, units: Number(link?.settings?.units) });
  const lstm = parameterCount({ ...gru, cell: 'lstm', units: defaultConfig.units });
  expect(Math.abs(likeLstm / lstm - 1)).toBeLessThan(0.01);
});

test('fills the gaps of a shape', () => {
  expect(filled('{{units}} × {{inputs}}', lessonNumbers(gru))).toBe(`${gru.units} × 28`);
});
