import { describe, expect, test } from 'vitest';
import { clustersOf, similarityTree } from '../reading/unit-similarity.ts';
import { factsOf, type GroupedLayer, minGroupUnits, unitGroups } from './unit-groups.ts';

const steps = 28;

/** [steps × units] courses, one a unit. */
function layerOf(courses: readonly ((step: number) => number)[]): GroupedLayer {
  const units = courses.length;
  const hiddenState = Float32Array.from({ length: steps * units }, (_, at) =>
    courses[at % units](Math.floor(at / units)),
  );
  return { hiddenState, units, firstStep: 0, ink: { first: 6, last: 22 }, read: null };
}

/** Units that are about equal, and told apart by a hundredth each. */
const alike = (count: number, course: (step: number) => number) =>
  Array.from({ length: count }, (_, unit) => (step: number) => course(step) * (1 - unit / 100));

const still = () => 0.02;
const fromInk = (step: number) => (step >= 6 ? 0.8 : 0);
const late = (step: number) => (step >= 15 ? -0.9 : 0);
const afterInk = (step: number) => (step >= 24 ? 0.7 : 0);
const passing = (step: number) => (step >= 10 && step < 14 ? 0.9 : 0);
const fromStart = () => -0.6;

const courses = [
  ...alike(9, still),
  ...alike(6, fromInk),
  ...alike(5, late),
  ...alike(4, afterInk),
  ...alike(4, passing),
  ...alike(4, fromStart),
];

describe('groups of units', () => {
  test('are the clusters of similar courses, each a stretch of the order by similarity', () => {
    const layer = layerOf(courses);
    const tree = similarityTree(layer);
    const groups = unitGroups(tree);
    const members = groups.map(({ units }) => [...units].sort((a, b) => a - b));
    expect(members).toHaveLength(6);
    for (const [first, count] of [
      [0, 9],
      [9, 6],
      [15, 5],
      [20, 4],
      [24, 4],
      [28, 4],
    ]) {
      expect(members).toContainEqual(Array.from({ length: count }, (_, unit) => first + unit));
    }
    for (const { units, from } of groups) expect(tree.leaves.slice(from, from + units.length)).toEqual(units);
  });

  test('are not made of units on their own', () => {
    // Beside the groups stands a unit like no other.
    const layer = layerOf([...courses, (step) => (step % 2 === 0 ? 1 : -1)]);
    const groups = unitGroups(similarityTree(layer));
    expect(groups).toHaveLength(6);
    expect(groups.flatMap(({ units }) => units)).not.toContain(32);
    expect(minGroupUnits(128)).toBe(4);
    expect(minGroupUnits(16)).toBe(2);
  });

  test('are none where there are too few units, or no numbers', () => {
    expect(unitGroups(similarityTree(layerOf([still])))).toEqual([]);
    expect(unitGroups(similarityTree(layerOf([still, late])))).toEqual([]);
    const layer = layerOf(courses);
    const nowhere = { ...layer, hiddenState: layer.hiddenState.fill(Number.NaN) };
    expect(unitGroups(similarityTree(nowhere)).length).toBeLessThanOrEqual(6);
  });

  test('come from a cut of the tree into as many clusters as it says', () => {
    const tree = similarityTree(layerOf(courses));
    for (const cuts of [0, 1, 5, 31]) expect(clustersOf(tree, cuts)).toHaveLength(cuts + 1);
    expect(clustersOf(tree, 31).flat()).toEqual(tree.leaves);
  });
});

describe('what a group has in common', () => {
  const layer = layerOf(courses);
  const groups = unitGroups(similarityTree(layer));
  const factsAbout = (unit: number, of: GroupedLayer = layer) =>
    factsOf(groups, of)[groups.findIndex(({ units }) => units.includes(unit))];

  test('is when it wakes and rests, or that it keeps still beside the others', () => {
    expect(factsAbout(0).isStill).toBe(true);
    expect(factsAbout(9)).toMatchObject({ isStill: false, beginning: 'firstInk', wakes: 6, ends: false });
    expect(factsAbout(15)).toMatchObject({ beginning: 'step', wakes: 15, ends: false });
    expect(factsAbout(20)).toMatchObject({ beginning: 'afterInk', wakes: 24 });
    expect(factsAbout(24)).toMatchObject({ beginning: 'step', wakes: 10, rests: 13, ends: true });
    expect(factsAbout(28)).toMatchObject({ beginning: 'start', wakes: 0, ends: false });
  });

  test('is what it adds to the logits, above and below the mean of the classes', () => {
    const { units } = layer;
    const readout = new Float32Array(units * 10);
    // Six units with about 0.8 each: for 7 with 6 · 0.8 · 0.5 = 2.4, against 1 with as much; a ninth of it for 3 says nothing.
    for (let unit = 9; unit < 15; unit++) readout.set([0, -0.5, 0, 0.05, 0, 0, 0, 0.5, 0, 0], unit * 10);
    const state = layer.hiddenState.subarray((steps - 1) * units);
    const speaking = { ...layer, read: { readout, state } };
    expect(factsAbout(9, speaking)).toMatchObject({ speaksFor: 7, speaksAgainst: 1 });
    expect(factsAbout(15, speaking)).toMatchObject({ speaksFor: null, speaksAgainst: null });
    expect(factsAbout(9)).toMatchObject({ speaksFor: null, speaksAgainst: null });
    // What all classes get alike decides nothing.
    const alikeForAll = { ...layer, read: { readout: readout.map(() => 1), state } };
    expect(factsAbout(9, alikeForAll)).toMatchObject({ speaksFor: null, speaksAgainst: null });
  });

  test('holds where numbers are not finite', () => {
    const broken = { ...layer, hiddenState: layer.hiddenState.map(() => Number.NaN) };
    expect(factsAbout(9, broken)).toMatchObject({ isStill: true });
  });
});
