import { expect, test } from 'vitest';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { arranged, type OrderChoice, type OrderedLayer, orderUnits } from './unit-order.ts';

function randomLayer(seed: number, units: number, steps = 28, firstStep = 0): OrderedLayer {
  const generator = xoroshiro128plus(seed);
  const random = (length: number) => Float32Array.from({ length }, () => 2 * uniformFloat64(generator) - 1);
  return { hiddenState: random(steps * units), units, firstStep, readout: random(units * 10) };
}

const choices: readonly OrderChoice[] = [
  { by: 'number' },
  { by: 'similarity' },
  { by: 'firing' },
  { by: 'class', digit: 7 },
];

test.each(choices)('gives every unit one place when ordered $by, the same each time', (choice) => {
  for (const units of [1, 2, 3, 16, 61, 128]) {
    const layer = randomLayer(units, units);
    const { unitAt, placeOf } = orderUnits(choice, layer);
    expect([...unitAt].sort((a, b) => a - b)).toEqual(Array.from({ length: units }, (_, unit) => unit));
    unitAt.forEach((unit, place) => {
      expect(placeOf[unit]).toBe(place);
    });
    expect(orderUnits(choice, layer).unitAt).toEqual(unitAt);
  }
});

test.each(choices)(
  'keeps equal units in their own order when ordered $by, even where nothing is a number',
  (choice) => {
    const layer = randomLayer(1, 8);
    for (const value of [0, 0.5, NaN]) {
      const same = {
        ...layer,
        hiddenState: layer.hiddenState.map(() => value),
        readout: new Float32Array(80).fill(value),
      };
      const { unitAt } = orderUnits(choice, same);
      expect(new Set(unitAt).size).toBe(8);
      if (choice.by !== 'similarity') expect([...unitAt]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    }
  },
);

test('puts units that fire early first, ignoring steps that were not read', () => {
  const layer = randomLayer(3, 32, 28, 8);
  layer.hiddenState.fill(5, 0, 8 * 32);
  const { unitAt } = orderUnits({ by: 'firing' }, layer);
  const peaks = [...unitAt].map((unit) => {
    const course = Array.from({ length: 20 }, (_, step) => Math.abs(layer.hiddenState[(step + 8) * 32 + unit]));
    return course.indexOf(Math.max(...course));
  });
  expect(peaks).toEqual([...peaks].sort((a, b) => a - b));
});

test('puts units that speak for a digit first, and keeps the own order below the top layer', () => {
  const layer = randomLayer(4, 16);
  const { unitAt } = orderUnits({ by: 'class', digit: 3 }, layer);
  const weights = [...unitAt].map((unit) => layer.readout?.[unit * 10 + 3] ?? NaN);
  expect(weights).toEqual([...weights].sort((a, b) => b - a));
  expect(orderUnits({ by: 'class', digit: 3 }, { ...layer, readout: null }).unitAt[5]).toBe(5);
});

test('puts units of one kind together, wherever they were', () => {
  const { hiddenState: noise } = randomLayer(5, 24);
  const kinds = Array.from({ length: 24 }, (_, unit) => (unit * 7) % 3);
  const hiddenState = noise.map((value, at) => Math.sin(Math.floor(at / 24) * (0.2 + kinds[at % 24])) + 0.05 * value);
  const { unitAt } = orderUnits({ by: 'similarity' }, { hiddenState, units: 24, firstStep: 0, readout: null });
  const stretches = [...unitAt].filter((unit, place) => place === 0 || kinds[unit] !== kinds[unitAt[place - 1]]);
  expect(stretches.length).toBe(3);
});

test('brings similar units nearer together than in their own order', () => {
  const layer = randomLayer(6, 64);
  const apart = (unitAt: Uint16Array) =>
    [...unitAt].slice(1).reduce((sum, unit, place) => {
      for (let step = 0; step < 28; step++)
        sum += (layer.hiddenState[step * 64 + unit] - layer.hiddenState[step * 64 + unitAt[place]]) ** 2;
      return sum;
    }, 0);
  expect(apart(orderUnits({ by: 'similarity' }, layer).unitAt)).toBeLessThan(
    0.9 * apart(orderUnits({ by: 'number' }, layer).unitAt),
  );
});

test('rearranges a matrix by columns', () => {
  const order = { unitAt: Uint16Array.of(2, 0, 1), placeOf: Uint16Array.of(1, 2, 0), tree: null };
  expect([...arranged(Float32Array.of(1, 2, 3, 4, 5, 6), order)]).toEqual([3, 1, 2, 6, 4, 5]);
});
