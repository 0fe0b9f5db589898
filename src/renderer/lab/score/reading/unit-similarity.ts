/** Orders units with similar courses over the steps next to each other. */

/** A layer's hidden state [steps × units], read from `firstStep` on. */
export type Courses = {
  readonly hiddenState: Float32Array;
  readonly units: number;
  readonly firstStep: number;
};

/** Longer courses are compared at this many evenly spaced steps; of pixels there are 784. */
const maxStepsCompared = 56;

/** An average-linkage tree over the Euclidean distances of the units' courses. */
export type SimilarityTree = {
  /** Units with similar courses are adjacent; each cluster is a stretch of them. */
  readonly leaves: readonly number[];
  /** From the nearest two units on to the last two clusters. */
  readonly merges: readonly Merge[];
};

export function similarityTree(layer: Courses): SimilarityTree {
  const { units } = layer;
  const between = courseDistances(layer);
  const merges = average(units, between);
  return { leaves: leavesOf(units, between, merges), merges };
}

/** The clusters of a tree of `units` units before its last `cuts` merges, in the order of its leaves. */
export function clustersOf({ leaves, merges }: SimilarityTree, cuts: number): number[][] {
  const root = Array.from(leaves, (_, unit) => unit);
  for (const [kept, joined] of merges.slice(0, Math.max(0, merges.length - cuts))) {
    root[rootOf(root, joined)] = rootOf(root, kept);
  }
  const clusters: number[][] = [];
  let last: number | null = null;
  for (const unit of leaves) {
    const name = rootOf(root, unit);
    if (name !== last) clusters.push([]);
    last = name;
    clusters[clusters.length - 1].push(unit);
  }
  return clusters;
}

/** [units × units] Σ_t (h_t of one − h_t of the other)². */
function courseDistances({ hiddenState, units, firstStep }: Courses): Float64Array {
  const between = new Float64Array(units * units);
  const steps = hiddenState.length / units;
  const stride = Math.max(1, Math.ceil((steps - firstStep) / maxStepsCompared));
  for (let step = steps - 1; step >= firstStep; step -= stride) {
    const row = hiddenState.subarray(step * units, (step + 1) * units);
    for (let a = 1; a < units; a++) {
      for (let b = 0; b < a; b++) {
        const apart = row[a] - row[b] || 0;
        between[a * units + b] += apart * apart;
      }
    }
  }
  for (let a = 1; a < units; a++) for (let b = 0; b < a; b++) between[b * units + a] = between[a * units + b];
  return between;
}

/** Two clusters that merge, each named by one of its units; the result has the first one's name. */
export type Merge = readonly [kept: number, joined: number];

/** Average linkage by chains of nearest neighbours (F. Murtagh 1983): units² steps. @param distances is not changed */
function average(units: number, distances: Float64Array): Merge[] {
  const between = distances.slice();
  const sizes = new Uint16Array(units).fill(1);
  const merges: { merge: Merge; at: number }[] = [];
  const chain: number[] = [];
  while (merges.length < units - 1) {
    if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0));
    const tip = chain[chain.length - 1];
    // Of equals the one before it in the chain, so that the chain cannot circle.
    let nearest = chain.at(-2) ?? -1;
    for (let other = 0; other < units; other++) {
      if (other === tip || sizes[other] === 0) continue;
      if (nearest < 0 || between[tip * units + other] < between[tip * units + nearest]) nearest = other;
    }
    if (nearest !== chain.at(-2)) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const [kept, joined] = [Math.min(tip, nearest), Math.max(tip, nearest)];
    merges.push({ merge: [kept, joined], at: between[tip * units + nearest] });
    const size = sizes[kept] + sizes[joined];
    for (let other = 0; other < units; other++) {
      const mean =
        (sizes[kept] * between[kept * units + other] + sizes[joined] * between[joined * units + other]) / size;
      between[kept * units + other] = mean;
      between[other * units + kept] = mean;
    }
    sizes[kept] = size;
    sizes[joined] = 0;
  }
  // Chains find merges out of order; with average linkage a merge is never nearer than its parts.
  return merges.sort((a, b) => a.at - b.at).map(({ merge }) => merge);
}

/**
 * Joins the leaves merge by merge, turning each part so that the two units which meet are the nearest of the four ends.
 */
function leavesOf(units: number, between: Float64Array, merges: readonly Merge[]): number[] {
  const leaves: number[][] = Array.from({ length: units }, (_, unit) => [unit]);
  const root = Array.from({ length: units }, (_, unit) => unit);
  for (const merge of merges) {
    const [a, b] = merge.map((name) => rootOf(root, name));
    const [first, second] = [leaves[a], leaves[b]];
    const gap = (left: number, right: number) => between[left * units + right];
    const ends = [
      { distance: gap(first[first.length - 1], second[0]), turn: [false, false] },
      { distance: gap(first[first.length - 1], second[second.length - 1]), turn: [false, true] },
      { distance: gap(first[0], second[0]), turn: [true, false] },
      { distance: gap(first[0], second[second.length - 1]), turn: [true, true] },
    ].sort((one, other) => one.distance - other.distance);
    const [turnFirst, turnSecond] = ends[0].turn;
    if (turnFirst) first.reverse();
    if (turnSecond) second.reverse();
    leaves[a] = [...first, ...second];
    root[b] = a;
  }
  return leaves[rootOf(root, 0)] ?? [];
}

function rootOf(root: readonly number[], name: number): number {
  let at = name;
  while (root[at] !== at) at = root[at];
  return at;
}
