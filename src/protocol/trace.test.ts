import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { syntheticTrace } from '../renderer/lab/score/testing/synthetic-trace.ts';
import { trace as schema, type Trace } from './trace.ts';

const accepts = (trace: Partial<Trace>) => v.is(schema, trace);

describe.each(['lstm', 'gru', 'rnn', 'transformer'] as const)('a trace of %s', (cell) => {
  const trace = syntheticTrace({ cell, layers: 2, order: 'rowPairs', window: 5 });
  const [layer] = trace.layers;

  test('comes through', () => {
    expect(v.parse(schema, trace)).toEqual(trace);
  });

  test('is rejected without one of its matrices, or with one of another shape', () => {
    for (const name of Object.keys(layer.matrices)) {
      const others = Object.fromEntries(Object.entries(layer.matrices).filter(([other]) => other !== name));
      expect(accepts({ ...trace, layers: [{ ...layer, matrices: others }] })).toBe(false);
      const short = { ...layer.matrices, [name]: new Float32Array(3) };
      expect(accepts({ ...trace, layers: [{ ...layer, matrices: short }] })).toBe(false);
    }
  });

  test('is rejected if its steps, window or attention do not match', () => {
    expect(accepts({ ...trace, steps: 28 })).toBe(false);
    expect(accepts({ ...trace, firstStep: 14 })).toBe(false);
    const attention = cell === 'transformer' ? null : new Float32Array(2 * 14 * 14);
    expect(accepts({ ...trace, layers: [{ ...layer, attention }] })).toBe(false);
  });
});
