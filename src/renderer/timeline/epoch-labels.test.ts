import { expect, test } from 'vitest';
import { epochLabels } from './epoch-labels.ts';

const moments = [0, 0.5, 1, 1.5, 2, 3].map((epoch) => ({ epoch }));

test('marks each end of an epoch, but not the beginning', () => {
  expect(epochLabels(moments, 600)).toEqual([
    { epoch: 1, moment: 2, named: true },
    { epoch: 2, moment: 4, named: true },
    { epoch: 3, moment: 5, named: true },
  ]);
});

test('leaves out numbers where there is no room', () => {
  const named = (width: number) => epochLabels(moments, width).map((label) => label.named);
  expect(named(120)).toEqual([true, true, true]);
  expect(named(106)).toEqual([true, true, false]);
  expect(named(60)).toEqual([false, true, false]);
});
