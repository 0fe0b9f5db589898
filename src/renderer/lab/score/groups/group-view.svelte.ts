/** The groups of the shown layer's units, with what they have in common, and the one that is lit in all tiles. */

import { untrack } from 'svelte';
import type { Trace } from '../../../../protocol/trace.ts';
import type { ScoreView } from '../reading/score-view.svelte.ts';
import { inkOfStep } from '../reading/trace-reading.ts';
import { factsOf, type GroupFacts, type UnitGroup, unitGroups } from './unit-groups.ts';

export type ShownGroup = UnitGroup & { readonly facts: GroupFacts };

export type GroupView = {
  /** In the order by similarity; in any other their units are not adjacent, and none is shown. */
  readonly groups: readonly ShownGroup[];
  /** Index of the group that is pointed at, else of the chosen one; null where none is. */
  readonly lit: number | null;
  readonly chosen: number | null;
  readonly hover: (index: number | null) => void;
  /** Keeps a group lit, or no longer. */
  readonly toggle: (index: number) => void;
  readonly clear: () => void;
};

type GroupViewOptions = {
  readonly view: ScoreView;
  readonly trace: () => Trace | null;
  /** The step under the scan line. */
  readonly row: () => number;
};

/** Call it while a component is set up. */
export function groupView({ view, trace, row }: GroupViewOptions): GroupView {
  let hovered = $state<number | null>(null);
  /** A unit of the chosen group, which follows it into whatever group it joins. */
  let chosenUnit = $state<number | null>(null);

  // As calm as the order: what the groups do is told as of the ordering, not of each trace of a network that learns.
  const grouped = $derived.by(() => {
    const tree = view.unitOrder?.tree;
    return tree ? unitGroups(tree) : [];
  });
  const groups = $derived.by((): readonly ShownGroup[] => {
    const [found, at] = [grouped, row()];
    if (found.length === 0) return [];
    return untrack(() => {
      const read = trace();
      const hiddenState = view.layer?.matrices.hiddenState;
      if (!read || !hiddenState) return [];
      const { units, firstStep, readout } = read;
      const state = view.isTopLayer ? stateRead(read, hiddenState, at) : null;
      const layer = { hiddenState, units, firstStep, ink: inkSpan(read), read: state && { readout, state } };
      const facts = factsOf(found, layer);
      return found.map((group, index) => ({ ...group, facts: facts[index] }));
    });
  });
  const chosen = $derived.by(() => {
    const unit = chosenUnit;
    const index = unit === null ? -1 : groups.findIndex(({ units }) => units.includes(unit));
    return index < 0 ? null : index;
  });
  const lit = $derived(hovered !== null && hovered < groups.length ? hovered : chosen);

  return {
    get groups() {
      return groups;
    },
    get lit() {
      return lit;
    },
    get chosen() {
      return chosen;
    },
    hover: (index) => {
      hovered = index;
    },
    toggle: (index) => {
      chosenUnit = chosen === index ? null : groups[index].units[0];
      // Else the arithmetic of a chosen cell would stand where the groups are told.
      view.lit.clear();
    },
    clear: () => {
      chosenUnit = null;
    },
  };
}

/** The state that the readout reads after a step: the last one, or the mean that a Transformer's readout takes. */
function stateRead({ heads, units, firstStep, steps }: Trace, hiddenState: Float32Array, row: number): Float32Array {
  if (heads === 0) return hiddenState.subarray(row * units, (row + 1) * units);
  return Float32Array.from({ length: units }, (_, unit) => {
    let sum = 0;
    for (let step = firstStep; step < steps; step++) sum += hiddenState[step * units + unit];
    return sum / (steps - firstStep);
  });
}

function inkSpan(trace: Trace): { first: number; last: number } | null {
  const inked = Array.from({ length: trace.steps }, (_, step) => inkOfStep(trace, step) > 0);
  const first = inked.indexOf(true);
  return first < 0 ? null : { first, last: inked.lastIndexOf(true) };
}
