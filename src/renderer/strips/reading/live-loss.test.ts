import { expect, test } from 'vitest';
import { stripReaderWith } from '../../client/testing/strips.ts';
import { type LiveLoss, liveLossAfter } from './live-loss.ts';

const at = (step: number, trainLoss: number) =>
  stripReaderWith({ origin: 'trained', training: true, step, totalSteps: 4000, trainLoss });
const after = (...statuses: readonly ReturnType<typeof at>[]) =>
  statuses.reduce((known: LiveLoss, status) => liveLossAfter(known, status), []);

test('keeps the training loss of each step until the first measurement', () => {
  const known = after(at(1, 2.4), at(1, 2.4), at(3, 2.2));
  expect(known).toEqual([
    { step: 1, loss: 2.4 },
    { step: 3, loss: 2.2 },
  ]);
  expect(liveLossAfter(known, { ...at(3, 2.2), training: false })).toEqual(known);
  const measured = { step: 4, forcedLoss: 2, testForcedLoss: 2, testOwnLoss: 2, wholeRight: new Float32Array(6) };
  expect(liveLossAfter(known, { ...at(4, 2), progress: [measured] })).toEqual([]);
});

test('begins anew with a fresh training', () => {
  expect(after(at(5, 1), at(1, 2.4))).toEqual([{ step: 1, loss: 2.4 }]);
  expect(after(at(5, 1), { ...at(0, 1), origin: 'untrained' })).toEqual([]);
});
