import { describe, expect, test } from 'vitest';
import { type Brought, broughtFor, generatorFor, hasLearned, type Needs, type Shown } from './link-needs.ts';
import { generatorWith } from '../../client/testing/fake-engine.ts';

const readsWell = {
  ...{ cell: 'lstm', order: 'rowsDown', window: 0 },
  ...{ learned: true, hasNumbers: true, truncation: 0 },
} as const satisfies Shown['network'];

const gates: Needs = { mnist: true, cells: ['lstm'], learned: true };
const gradient: Needs = { mnist: true, cells: ['rnn', 'gru', 'lstm'], wholeGradient: true };

describe.each<[string, Partial<Shown['network']>, { gates: Brought; gradient: Brought }]>([
  ['an LSTM that reads well', {}, { gates: 'nothing', gradient: 'nothing' }],
  ['a window of all rows', { window: 28 }, { gates: 'nothing', gradient: 'nothing' }],
  ['fresh weights', { learned: false }, { gates: 'shippedNetwork', gradient: 'nothing' }],
  ['a network without those gates', { cell: 'rnn' }, { gates: 'shippedNetwork', gradient: 'nothing' }],
  ['a Transformer', { cell: 'transformer' }, { gates: 'shippedNetwork', gradient: 'shippedNetwork' }],
  ['an exploded network', { hasNumbers: false }, { gates: 'shippedNetwork', gradient: 'shippedNetwork' }],
  ['784 single pixels', { order: 'pixels' }, { gates: 'shippedNetwork', gradient: 'shippedNetwork' }],
  ['rows from bottom to top', { order: 'rowsUp' }, { gates: 'shippedNetwork', gradient: 'shippedNetwork' }],
  ['only the last 7 rows', { window: 7 }, { gates: 'shippedNetwork', gradient: 'shippedNetwork' }],
  ['a truncated gradient', { truncation: 5 }, { gates: 'nothing', gradient: 'shippedNetwork' }],
])('where %s is shown', (_, network, brought) => {
  const shown = { mnist: true, network: { ...readsWell, ...network } };

  test('brings only what a link to the gates or the gradient needs', () => {
    expect({ gates: broughtFor(gates, shown), gradient: broughtFor(gradient, shown) }).toEqual(brought);
  });

  test('brings MNIST for a link to a digit by number when another data set is open', () => {
    const other = { ...shown, mnist: false };
    expect([gates, gradient, { mnist: true } as const].map((needs) => broughtFor(needs, other))).toEqual(
      Array.from({ length: 3 }, () => 'mnist'),
    );
  });

  test('needs nothing for a link that brings its own network', () => {
    expect(broughtFor({}, { ...shown, mnist: false })).toBe('nothing');
  });
});

test('keeps a person’s own generator until they ask for the shipped one, but not an untrained one', () => {
  const missing = { kind: 'modelMissing', message: '', stack: '', details: {} } as const;
  expect(generatorFor(null)).toBe('shipped');
  expect(generatorFor(generatorWith({ origin: 'pretrained' }))).toBe('shipped');
  expect(generatorFor(generatorWith({ origin: 'trained', training: true }))).toBe('own');
  expect(generatorFor(generatorWith({ origin: 'trained' }))).toBe('own');
  expect(generatorFor(generatorWith({ origin: 'untrained', training: true }))).toBe('own');
  expect(generatorFor(generatorWith({ origin: 'untrained', pretrainedError: missing }))).toBe('own');
  expect(generatorFor(generatorWith({ origin: 'untrained' }))).toBe('untrained');
});

test('counts a run as having learned once it reads most digits of its last batches right', () => {
  expect(hasLearned(new Float32Array())).toBe(false);
  expect(hasLearned(Float32Array.of(0.1, 0.2, 0.4))).toBe(false);
  expect(hasLearned(Float32Array.from({ length: 60 }, (_, step) => (step < 40 ? 0.1 : 0.6)))).toBe(true);
});
