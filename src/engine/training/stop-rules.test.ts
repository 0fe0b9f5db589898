import { expect, test } from 'vitest';
import type { EpochRecord } from '../../protocol/api.ts';
import { stopRuleMet } from './stop-rules.ts';

function epochs(...losses: number[]): EpochRecord[] {
  return losses.map((testLoss, index) => ({
    epoch: index + 1,
    step: 10 * (index + 1),
    trainLoss: 1,
    trainAccuracy: 0.5,
    testLoss,
    testAccuracy: 1 - testLoss,
    seconds: 1,
  }));
}

test('training goes on where no rule is set', () => {
  expect(stopRuleMet({ targetAccuracy: 0, patience: 0 }, epochs(0.1, 0.5, 0.9))).toBeNull();
});

test('training ends with the first epoch that reaches the target accuracy', () => {
  const rule = { targetAccuracy: 0.9, patience: 0 };
  expect(stopRuleMet(rule, epochs(0.5, 0.11))).toBeNull();
  expect(stopRuleMet(rule, epochs(0.5, 0.09))).toBe('targetAccuracy');
});

test('training ends when the test loss has not got better for as many epochs as patience lasts', () => {
  const rule = { targetAccuracy: 0, patience: 2 };
  expect(stopRuleMet(rule, epochs(0.5, 0.3, 0.4))).toBeNull();
  expect(stopRuleMet(rule, epochs(0.5, 0.3, 0.4, 0.3))).toBe('patience');
  expect(stopRuleMet(rule, epochs(0.5, 0.3, 0.4, 0.29))).toBeNull();
});

test('an evaluation in the middle of an epoch does not count', () => {
  const [first, second] = epochs(0.5, 0.05);
  expect(stopRuleMet({ targetAccuracy: 0.9, patience: 0 }, [first, { ...second, seconds: null }])).toBeNull();
});
