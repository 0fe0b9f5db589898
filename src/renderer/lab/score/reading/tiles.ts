/** The tiles of a layer side by side, and the colour scales under them. */

import type { ModelConfig } from '../../../../domain/recipe/recipe.ts';
import type { LayerTrace, Trace } from '../../../../protocol/trace.ts';
import { attentionLook, type Gate, gatesOf, headSymbol, type TileLook } from './gates.ts';
import type { ScoreTiles } from './score-geometry.ts';
import { attentionOf, attentionRange, stateRange } from './trace-reading.ts';
import type { Spot } from '../../../ui/spots.svelte.ts';

export type Tile = {
  readonly key: string;
  readonly look: TileLook | Gate;
  readonly symbol: string;
  /** Its name in texts that light it. */
  readonly spot: Spot;
  /** What a column is: a unit, or an attended step. */
  readonly kind: 'units' | 'steps';
  /** The Transformer's head, or null. */
  readonly head: number | null;
  /** Whether it is a head that is switched off. */
  readonly isOff: boolean;
  /** [steps × columns]; null while nothing is read. */
  readonly matrix: Float32Array | null;
  readonly columns: number;
  readonly map: 'sequential' | 'diverging';
  /** The value of the map's last colour. */
  readonly range: number;
};

/** The sizes of a reading; with nothing to read those of the network. */
export type ScoreShape = Pick<Trace, 'cell' | 'steps' | 'firstStep' | 'units' | 'heads'>;

/** Number of tiles of a network, for the layout. */
export function tileCounts({ cell, heads, steps }: ScoreShape): ScoreTiles {
  return { heads, gates: gatesOf(cell).length, steps };
}

export function shapeOf(trace: Trace | null): ScoreShape | null {
  if (!trace) return null;
  const { cell, steps, firstStep, units, heads } = trace;
  return { cell, steps, firstStep, units, heads };
}

/** The shape of a network that has nothing to read. */
export function blankShape({ cell, heads }: Pick<ModelConfig, 'cell' | 'heads'>, steps: number): ScoreShape {
  return { cell, steps, firstStep: 0, units: 0, heads: cell === 'transformer' ? heads : 0 };
}

/** Heads first, then gates and states: the order in which the layer computes them. @param off heads that are switched off, from 0 */
export function tilesOf(shape: ScoreShape, layer: LayerTrace | null, off: readonly number[] = []): Tile[] {
  return [...headTiles(shape, layer, off), ...gateTiles(shape, layer)];
}

function headTiles({ heads, steps, firstStep }: ScoreShape, layer: LayerTrace | null, off: readonly number[]): Tile[] {
  const attention = layer?.attention ?? null;
  const range = attention ? attentionRange(attention.subarray(firstStep * steps)) : 1;
  return Array.from({ length: heads }, (_, head) => ({
    key: `head ${head}`,
    look: attentionLook,
    symbol: headSymbol(head),
    spot: 'attention',
    kind: 'steps',
    head,
    isOff: off.includes(head),
    matrix: attention && attentionOf(attention, steps, head),
    columns: steps,
    map: 'sequential',
    range,
  }));
}

function gateTiles({ cell, units, firstStep }: ScoreShape, layer: LayerTrace | null): Tile[] {
  return gatesOf(cell).map((gate) => {
    const matrix = layer?.matrices[gate.name] ?? null;
    return {
      key: gate.name,
      look: gate,
      symbol: gate.symbol,
      spot: gate.name,
      kind: 'units',
      head: null,
      isOff: false,
      matrix,
      columns: units,
      map: gate.map,
      range: gate.isUnbounded && matrix ? stateRange(matrix.subarray(firstStep * units)) : 1,
    };
  });
}

export type ColourScale = Pick<Tile, 'map' | 'range'> & { readonly looks: readonly TileLook[] };

/** The colour scales of some tiles, each once. @param also another look that shares the gates' scale from 0 to 1 */
export function colourScales(tiles: readonly Tile[], also: TileLook): ColourScale[] {
  const scales: (Pick<Tile, 'map' | 'range'> & { looks: TileLook[] })[] = [];
  const add = (map: Tile['map'], range: number, look: TileLook) => {
    const same = scales.find((scale) => scale.map === map && scale.range === range);
    if (!same) scales.push({ map, range, looks: [look] });
    else if (!same.looks.includes(look)) same.looks.push(look);
  };
  for (const { map, range, look } of tiles) add(map, range, look);
  add('sequential', 1, also);
  return scales;
}

/** The answer's strip, as a tile. */
export const probabilityLook: TileLook = {
  symbol: 'p',
  label: 'score.probability',
  shortLabel: 'score.probabilityShort',
  meaning: 'score.probabilityMeaning',
  colourVariable: '--probability',
};

export const probabilityFormula = 'p = softmax(V·h + b)';

/** The gradient's strip, as a tile. */
export const gradientLook = {
  symbol: '‖∂L/∂h‖',
  label: 'score.gradientNorm',
  meaning: 'score.gradientNormMeaning',
  colourVariable: '--gradient',
} as const;

/** The same strip, showing what each step adds to the gradient of the recurrent weights. */
export const weightGradientLook = {
  symbol: '∂L/∂W',
  label: 'score.weightGradient',
  meaning: 'score.weightGradientMeaning',
  colourVariable: '--gradient',
} as const;

export const gradientFormula = 'L = −log p(label)';
