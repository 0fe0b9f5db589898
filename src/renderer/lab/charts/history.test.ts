import { expect, test } from 'vitest';
import fc from 'fast-check';
import { createRunHistory } from './history.ts';
import { stepsFrom } from '../../client/testing/fake-engine.ts';

const epochRecord = {
  epoch: 1,
  step: 469,
  trainLoss: 1,
  trainAccuracy: 0.7,
  testLoss: 0.8,
  testAccuracy: 0.75,
  seconds: 9,
};

test('however steps are cut into pieces, the columns are those of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 8 }), (lengths) => {
      const history = createRunHistory();
      for (const length of lengths) expect(history.append(stepsFrom(history.length + 1, length))).toBe(true);
      const total = lengths.reduce((sum, length) => sum + length, 0);
      expect(history.column('loss')).toEqual(stepsFrom(1, total).loss);
      expect(history.column('gradientNorm')).toHaveLength(total);
    }),
    { numRuns: 25 },
  );
});

test('steps told twice are kept once', () => {
  const history = createRunHistory();
  history.append(stepsFrom(1, 10));
  expect(history.append(stepsFrom(6, 10))).toBe(true);
  expect(history.column('loss')).toEqual(stepsFrom(1, 15).loss);
});

test('a gap is refused, so that the whole can be asked for', () => {
  const history = createRunHistory();
  history.append(stepsFrom(1, 10));
  expect(history.append(stepsFrom(12, 1))).toBe(false);
  expect(history.length).toBe(10);
});

test('a whole history replaces what was there, also when it begins later', () => {
  const history = createRunHistory();
  history.append(stepsFrom(1, 10));
  history.replace({ steps: stepsFrom(101, 5), epochs: [epochRecord], marks: [] });
  expect(history.firstStep).toBe(101);
  expect(history.column('loss')).toEqual(stepsFrom(101, 5).loss);
  expect(history.append(stepsFrom(106, 1))).toBe(true);
  expect(history.epochs).toEqual([epochRecord]);
});

test('an epoch measured again replaces its record', () => {
  const history = createRunHistory();
  history.appendEpoch(epochRecord);
  history.appendEpoch({ ...epochRecord, testAccuracy: 0.8 });
  expect(history.epochs.map(({ testAccuracy }) => testAccuracy)).toEqual([0.8]);
});
