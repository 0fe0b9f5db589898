/**
 * Groups of units with similar courses, and what each has in common. Pure numbers, no text. docs/unit-groups.md states
 * the rules.
 */

import { clustersOf, type SimilarityTree } from '../reading/unit-similarity.ts';

export type UnitGroup = {
  /** From left to right. */
  readonly units: readonly number[];
  /** The place of the first of them. */
  readonly from: number;
};

const maxGroups = 6;
/** Fewer only where no cut leaves as many. */
const wantedGroups = 4;
const minGroups = 2;

/** Fewer units are no group, but units of their own. */
export function minGroupUnits(units: number): number {
  return Math.max(2, Math.round(units / 32));
}

/**
 * The clusters of a cut of the tree that are large enough: of the cuts that leave four to six (else two to six) of
 * them, the one with most units in groups besides the largest; of equals the one with fewer clusters. Empty where there
 * is none.
 */
export function unitGroups(tree: SimilarityTree): readonly UnitGroup[] {
  const least = minGroupUnits(tree.leaves.length);
  const cuts = bestCut(tree, least, wantedGroups) ?? bestCut(tree, least, minGroups);
  if (cuts === null) return [];
  let from = 0;
  const groups: UnitGroup[] = [];
  for (const units of clustersOf(tree, cuts)) {
    if (units.length >= least) groups.push({ units, from });
    from += units.length;
  }
  return groups;
}

/** How many of the last merges to leave out. */
function bestCut({ leaves, merges }: SimilarityTree, least: number, fewest: number): number | null {
  const sizes = new Uint16Array(leaves.length).fill(1);
  let [count, grouped, largest] = [0, 0, 0];
  let best: { readonly cuts: number; readonly besides: number } | null = null;
  for (const [merge, [kept, joined]] of merges.entries()) {
    const parts = [sizes[kept], sizes[joined]].filter((size) => size >= least);
    sizes[kept] += sizes[joined];
    if (sizes[kept] >= least) {
      count += 1 - parts.length;
      grouped += sizes[kept] - parts.reduce((sum, size) => sum + size, 0);
      largest = Math.max(largest, sizes[kept]);
    }
    const besides = grouped - largest;
    if (count < fewest || count > maxGroups || (best && besides < best.besides)) continue;
    best = { cuts: merges.length - merge - 1, besides };
  }
  return best?.cuts ?? null;
}

/** A layer as its groups are described. */
export type GroupedLayer = {
  /** [steps × units], read from `firstStep` on. */
  readonly hiddenState: Float32Array;
  readonly units: number;
  readonly firstStep: number;
  /** The first and the last step with ink; null where there is none. */
  readonly ink: { readonly first: number; readonly last: number } | null;
  /** What the readout reads: [units × classes] weights of a state [units]; null where it does not read this layer. */
  readonly read: { readonly readout: Float32Array; readonly state: Float32Array } | null;
};

export type GroupFacts = {
  /** Whether its mean |h| never reaches a third of the strongest group's. */
  readonly isStill: boolean;
  /** The first and the last step, from 0, at which its mean |h| is at least half of its largest. */
  readonly wakes: number;
  readonly rests: number;
  readonly beginning: 'start' | 'firstInk' | 'afterInk' | 'step';
  /** Whether it rests before the last steps. */
  readonly ends: boolean;
  /** The class whose logit it raises most above the mean of all, and lowers most below it; null for less than 1. */
  readonly speaksFor: number | null;
  readonly speaksAgainst: number | null;
};

const stillShare = 1 / 3;
const awakeShare = 1 / 2;
/** Of a logit: a factor of e between the odds. */
const minSpeech = 1;
/** Rows of an image; of its pixels more are a row. */
const imageRows = 28;

export function factsOf(groups: readonly UnitGroup[], layer: GroupedLayer): GroupFacts[] {
  const courses = groups.map((group) => activityOf(group, layer));
  const peaks = courses.map((course) => Math.max(...course));
  const strongest = Math.max(...peaks);
  const steps = layer.hiddenState.length / layer.units;
  const row = Math.max(1, Math.round(steps / imageRows));
  return groups.map((group, index) => {
    const awake = courses[index].map((activity) => activity >= awakeShare * peaks[index]);
    const wakes = Math.max(layer.firstStep, awake.indexOf(true));
    const rests = Math.max(wakes, awake.lastIndexOf(true));
    return {
      isStill: !(peaks[index] > stillShare * strongest),
      wakes,
      rests,
      beginning: beginningOf(wakes, row, layer),
      ends: rests < steps - 1 - row,
      ...speechOf(group, layer),
    };
  });
}

function beginningOf(wakes: number, row: number, { firstStep, ink }: GroupedLayer): GroupFacts['beginning'] {
  if (wakes === firstStep || (ink && wakes < ink.first)) return 'start';
  if (ink && wakes - ink.first <= row) return 'firstInk';
  return ink && wakes > ink.last ? 'afterInk' : 'step';
}

/** [steps] mean |h| over the group's units; what is not a number counts as 0. */
function activityOf({ units: members }: UnitGroup, { hiddenState, units, firstStep }: GroupedLayer): number[] {
  return Array.from({ length: hiddenState.length / units }, (_, step) => {
    if (step < firstStep) return 0;
    const sum = members.reduce((total, unit) => total + (Math.abs(hiddenState[step * units + unit]) || 0), 0);
    return sum / members.length;
  });
}

/** What the group adds to the logits, Σ h·V over its units, less the mean over the classes, which softmax ignores. */
function speechOf(
  { units: members }: UnitGroup,
  { read, units }: GroupedLayer,
): Pick<GroupFacts, 'speaksFor' | 'speaksAgainst'> {
  if (!read) return { speaksFor: null, speaksAgainst: null };
  const { readout, state } = read;
  const classes = readout.length / units;
  const added = Array.from({ length: classes }, (_, digit) =>
    members.reduce((sum, unit) => sum + (state[unit] * readout[unit * classes + digit] || 0), 0),
  );
  const mean = added.reduce((sum, value) => sum + value, 0) / classes;
  const [most, least] = [Math.max(...added), Math.min(...added)];
  return {
    speaksFor: most - mean >= minSpeech ? added.indexOf(most) : null,
    speaksAgainst: mean - least >= minSpeech ? added.indexOf(least) : null,
  };
}
