import { expect, test } from 'vitest';
import { stopRuleMet } from './stop-rules.ts';

const epochs = (...losses: (number | null)[]) =>
  losses.map((testLoss) => ({ testLoss, testAccuracy: 1 - (testLoss ?? 1) }));

test('training continues if no rule is set', () => {
  expect(stopRuleMet({ targetAccuracy: 0, patience: 0 }, epochs(0.1, 0.5, 0.9))).toBeNull();
});

test('training ends with the first epoch that reaches the target accuracy', () => {
  const rule = { targetAccuracy: 0.9, patience: 0 };
  expect(stopRuleMet(rule, epochs(0.5, 0.11))).toBeNull();
  expect(stopRuleMet(rule, epochs(0.5, 0.09))).toBe('targetAccuracy');
});

test('training ends when the test loss has not improved for `patience` epochs', () => {
  const rule = { targetAccuracy: 0, patience: 2 };
  expect(stopRuleMet(rule, epochs(0.5, 0.3, 0.4))).toBeNull();
  expect(stopRuleMet(rule, epochs(0.5, 0.3, 0.4, 0.3))).toBe('patience');
  expect(stopRuleMet(rule, epochs(0.5, 0.3, 0.4, 0.29))).toBeNull();
  expect(stopRuleMet(rule, epochs(null, null, 0.4, 0.5))).toBeNull();
  expect(stopRuleMet(rule, epochs(0.5, null, null))).toBe('patience');
});
