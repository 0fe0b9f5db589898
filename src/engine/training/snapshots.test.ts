// Holds P6.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snapshotBudget } from '../timeline/kept-timeline.ts';
import { createSnapshots, nearestMoment } from './snapshots.ts';

type Goes = { budget?: typeof snapshotBudget; weights?: number; from?: number; first?: number };

/** A run whose single weight and loss both equal the step. */
function begin(stepsPerEpoch: number, { budget = snapshotBudget, weights = 1, from = 0, first }: Goes = {}) {
  const trainer = { step: from, stepsPerEpoch };
  const network = { snapshot: () => new Float32Array(weights).fill(trainer.step) };
  const history = { meansSince: (step: number) => ({ loss: step, accuracy: 0 }) };
  const snapshots = createSnapshots(network, history, trainer, { budget, first });
  const goOn = (steps: number) => {
    while (trainer.step < steps) {
      trainer.step++;
      snapshots.record();
    }
    snapshots.keepNewest();
  };
  return { ...snapshots, trainer, goOn, moments: () => snapshots.moments };
}

/** A run that has come this far. */
function run(steps: number, stepsPerEpoch: number, goes: Goes = {}) {
  const begun = begin(stepsPerEpoch, goes);
  begun.goOn(steps);
  return begun;
}

test('moments are dense at first, then sparser; ends of epochs and the newest step are included', () => {
  expect(
    run(60, 23)
      .moments()
      .map(({ step }) => step),
  ).toEqual([0, 1, 2, 4, 6, 9, 12, 16, 20, 23, 25, 30, 36, 42, 46, 49, 56, 60]);
});

test("each moment has its own step's weights and the mean loss of the preceding batches", () => {
  for (const { step, weights, trainLoss } of run(3000, 469).moments()) {
    expect(weights).toEqual(Float32Array.of(step));
    expect(trainLoss).toBe(step === 0 ? null : Math.max(0, step - 20));
  }
});

test('the moment at which training rests is replaced by the next, and no moment occurs twice', () => {
  const { trainer, keepNewest, record, moments } = run(31, 100);
  const lastSteps = () =>
    moments()
      .map(({ step }) => step)
      .slice(-3);
  keepNewest();
  expect(lastSteps()).toEqual([25, 30, 31]);
  trainer.step = 33;
  keepNewest();
  expect(lastSteps()).toEqual([25, 30, 33]);
  trainer.step = 36;
  record();
  expect(lastSteps()).toEqual([25, 30, 36]);
});

test("five epochs of the default recipe fit, with every epoch's end", () => {
  const moments = run(5 * 469, 469).moments();
  expect(moments.length).toBe(72 + 5);
  for (let epoch = 0; epoch <= 5; epoch++) expect(moments.some(({ step }) => step === epoch * 469)).toBe(true);
});

test('any run keeps within the limits, with the first and newest moment and bounded gaps', () => {
  const runs = {
    from: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5000 })),
    more: fc.integer({ min: 0, max: 30_000 }),
    stepsPerEpoch: fc.integer({ min: 1, max: 2000 }),
    count: fc.integer({ min: 3, max: 96 }),
    weights: fc.integer({ min: 1, max: 40 }),
    bytes: fc.integer({ min: 500, max: 4000 }),
  };
  fc.assert(
    fc.property(fc.record(runs), ({ from, more, stepsPerEpoch, count, weights, bytes }) => {
      const steps = from + more;
      const moments = run(steps, stepsPerEpoch, { budget: { count, bytes }, weights, from }).moments();
      const held = moments.reduce((sum, moment) => sum + moment.weights.byteLength, 0);
      expect(moments.length).toBeLessThanOrEqual(count);
      expect(held).toBeLessThanOrEqual(bytes);
      expect(moments[0].step).toBe(from);
      expect(moments.at(-1)?.step).toBe(steps);
      const capacity = Math.min(count, Math.floor(bytes / (4 * weights)));
      const spread = capacity - 1 - Math.floor((capacity - 1) / 4);
      const widest = Math.max(0.5, (2 * Math.sqrt(steps)) / spread) + 0.5;
      for (const [place, { step }] of moments.slice(1).entries()) {
        expect(step).toBeGreaterThan(moments[place].step);
        expect(Math.sqrt(step) - Math.sqrt(moments[place].step)).toBeLessThanOrEqual(widest);
      }
    }),
    { numRuns: 60 },
  );
});

test('the nearest moment is the earlier of two equally near', () => {
  const moments = [{ step: 0 }, { step: 4 }, { step: 10 }];
  expect([0, 2, 3, 7, 8, 99].map((step) => nearestMoment(moments, step)?.step)).toEqual([0, 0, 4, 4, 10, 10]);
  expect(nearestMoment([], 3)).toBeNull();
});

test('a resumed run has the moments of an uninterrupted one, except lost ones', async () => {
  const runs = {
    from: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500 })),
    until: fc.integer({ min: 0, max: 5000 }),
    more: fc.integer({ min: 0, max: 5000 }),
    stepsPerEpoch: fc.integer({ min: 1, max: 700 }),
    count: fc.integer({ min: 1, max: 40 }),
    lost: fc.integer({ min: 0, max: 80 }),
  };
  await fc.assert(
    fc.asyncProperty(fc.record(runs), async ({ from, until, more, stepsPerEpoch, count, lost }) => {
      const goes = { budget: { count, bytes: 4000 }, weights: 5 };
      const stopped = from + until;
      const before = run(stopped, stepsPerEpoch, { ...goes, from });
      // Also moments from a discarded future, or from before thinning.
      const others = [...before.moments().map(({ step }) => step), stopped + 3, 1, stopped + more, 7];
      const kept = [...new Set(others)].map((step) => ({ step, trainLoss: step === 0 ? null : -step, sha256: '' }));

      const after = begin(stepsPerEpoch, { ...goes, from: stopped, first: before.first });
      const missing = before.moments().at(lost)?.step;
      await after.bringBack(kept, ({ step }) =>
        Promise.resolve(step === missing ? null : new Float32Array(5).fill(step)),
      );
      after.goOn(stopped + more);
      const expected = run(stopped + more, stepsPerEpoch, { ...goes, from }).moments();
      const isLost = (step: number) => step === missing && step < stopped;
      const pictured = (moments: typeof expected) => moments.map(({ step, weights }) => ({ step, weights }));
      expect(pictured(after.moments())).toEqual(pictured(expected.filter(({ step }) => !isLost(step))));
      for (const { step, trainLoss } of after.moments())
        expect(trainLoss).toBe(step === 0 ? null : step < stopped ? -step : Math.max(0, step - 20));
    }),
  );
});
