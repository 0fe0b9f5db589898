/** A chart that remembers draws the points that are worked out from nothing, whatever has happened to the run. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { perMetric } from '../../../protocol/step-metrics.ts';
import { drawn } from '../../ui/log-scale.ts';
import { createCurves } from './chart-data.ts';
import { createDrawnPoints } from './drawn-points.ts';
import { createRunHistory, type RunHistory } from './history.ts';
import { smooth } from './smooth.ts';
import { createThinner, thin } from './thin.ts';

/** The charts whose curves are known here. */
const kinds = ['loss', 'accuracy', 'learningRate', 'gradientNorm'] as const;
type Kind = (typeof kinds)[number];

/** A chart's curves in plain arrays, each worked out as a whole. */
function wholeCurves(history: RunHistory, kind: Kind, clipNorm: number): number[][] {
  const values = history.column(kind).slice();
  const steps = Array.from(values, (_, index) => history.firstStep + index);
  const smoothed = [...smooth(values, 0.9)];
  if (kind === 'learningRate') return [steps, [...values]];
  if (kind !== 'accuracy') {
    const clipped = Array.from(values, (norm) => (norm > clipNorm ? norm : NaN));
    return [steps, [...values], smoothed, ...(kind === 'gradientNorm' && clipNorm > 0 ? [clipped] : [])];
  }
  const tested = steps.map(() => NaN);
  for (const { step, testAccuracy } of history.epochs) {
    tested.fill(testAccuracy ?? NaN, Math.max(0, step - history.firstStep));
  }
  return [steps, smoothed, tested];
}

const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, max: 3, noNaN: true }) },
  fc.constantFrom(0, -0, 1, NaN, Infinity, -1, 1e-25, 1e-40),
);
/** Few drawn values in a pattern that repeats itself, of curves that go up and down or keep level. */
const steps = fc
  .tuple(
    fc.integer({ min: 0, max: 700 }),
    fc.array(value, { minLength: 1, maxLength: 45 }),
    fc.constantFrom(1, 7),
    fc.constantFrom(1, 60),
  )
  .map(([length, pattern, slopes, level]) => (firstStep: number) => ({
    firstStep,
    ...perMetric((metric) =>
      Float32Array.from({ length }, (_, at) => {
        const place = Math.floor((at + metric.length) / level);
        return pattern[place % pattern.length] * (1 + (place % slopes));
      }),
    ),
  }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('append' as const), steps }) },
  fc.record({ type: fc.constant('overwrite' as const), steps, at: share }),
  fc.record({ type: fc.constant('again' as const), at: share }),
  fc.record({ type: fc.constant('replace' as const), steps, firstStep: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ type: fc.constant('cut' as const), at: share }),
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('evaluate' as const), at: share, accuracy: fc.option(share) }),
  },
  fc.record({ type: fc.constant('kind' as const), kind: fc.constantFrom(...kinds) }),
  fc.record({ type: fc.constant('clipNorm' as const), clipNorm: fc.constantFrom(0, 0.5, 2) }),
  fc.record({ type: fc.constant('columns' as const), columns: fc.integer({ min: 2, max: 60 }) }),
  fc.record({ type: fc.constant('otherRun' as const), steps }),
);

test('curves and drawn points of a growing run are those of the whole, and stay what they were', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 25 }), fc.constantFrom(...kinds), (events, first) => {
      let history = createRunHistory();
      let [kind, clipNorm, columns] = [first, 1, 20];
      const [curvesOf, pointsOf] = [createCurves(), createDrawnPoints(true)];
      const given: { curves: ArrayLike<number>[]; were: number[][] }[] = [];
      const known = (from: number, to: number) => ({
        firstStep: history.firstStep + from,
        ...perMetric((metric) => history.column(metric).slice(from, to)),
      });
      const whole = { epochs: [], marks: [] };
      for (const each of events) {
        const place = 'at' in each ? Math.floor(each.at * history.length) : 0;
        if (each.type === 'append') history.append(each.steps(history.firstStep + history.length));
        if (each.type === 'overwrite') history.append(each.steps(history.firstStep + place));
        if (each.type === 'again') history.append(known(place, history.length));
        if (each.type === 'replace') history.replace({ ...whole, steps: each.steps(each.firstStep) });
        if (each.type === 'cut') {
          history.replace({ steps: known(0, place), epochs: [...history.epochs], marks: [] });
        }
        if (each.type === 'evaluate') {
          const nothing = { trainLoss: null, trainAccuracy: null, testLoss: null, seconds: null };
          const step = history.firstStep + place;
          history.appendEpoch({ ...nothing, epoch: 1, step, testAccuracy: each.accuracy });
        }
        if (each.type === 'kind') kind = each.kind;
        if (each.type === 'clipNorm') clipNorm = each.clipNorm;
        if (each.type === 'columns') columns = each.columns;
        if (each.type === 'otherRun') {
          history = createRunHistory();
          history.append(each.steps(1));
        }
        const curves = curvesOf(history, kind, clipNorm);
        const expected = wholeCurves(history, kind, clipNorm);
        expect(curves.map((curve) => [...curve])).toEqual(expected);
        given.push({ curves, were: expected });

        const [numbers, ...plain] = expected;
        const { kept, points } = pointsOf(curves, columns);
        expect(kept).toEqual(thin(plain, numbers.length, columns));
        const drawable = drawn(plain, true);
        const expectedPoints = plain.map((curve) => kept.map((index) => drawable(curve[index])));
        expect(points.map((curve) => Array.from(curve))).toEqual([
          kept.map((index) => numbers[index]),
          ...expectedPoints,
        ]);
      }
      for (const { curves, were } of given) expect(curves.map((curve) => Array.from(curve))).toEqual(were);
    }),
    { numRuns: 60 },
  );
});

test('points kept of a curve are those of the plain way: the first of the smallest and of the largest in each column', () => {
  const plainly = (curves: number[][], length: number, columns: number) => {
    if (length <= 2 * columns) return Array.from({ length }, (_, index) => index);
    const kept = new Set<number>();
    for (let column = 0; column < columns; column++) {
      const [from, to] = [column, column + 1].map((at) => Math.floor((at * length) / columns));
      kept.add(from).add(to - 1);
      for (const curve of curves) {
        const part = curve.slice(from, to);
        const finite = part.filter(Number.isFinite);
        if (finite.length === 0) continue;
        kept.add(from + part.indexOf(Math.min(...finite))).add(from + part.indexOf(Math.max(...finite)));
      }
    }
    return [...kept].sort((a, b) => a - b);
  };
  const curve = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(NaN)), {
    minLength: 400,
    maxLength: 800,
  });
  fc.assert(
    fc.property(curve, fc.integer({ min: 2, max: 60 }), (values, columns) => {
      const other = values.toReversed();
      const expected = plainly([values, other], values.length, columns);
      expect(thin([values, other], values.length, columns)).toEqual(expected);
      const typed = [Float64Array.from(values), Float64Array.from(other)];
      expect(createThinner()(typed, values.length, columns)).toEqual(expected);
    }),
  );
});
